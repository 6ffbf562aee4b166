"""Writes the signatures and tables of docs/api.md out of the sources of `slipway.components` and `slipway.settings`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import griffe

from tools.layout import PROJECT
from tools.settings_reference import anchor, heading_of

FILE = PROJECT / "docs" / "api.md"
MARKED = re.compile(r"(<!-- the names of (\S+) -->\n).*?(?=<!-- the end of the names -->\n)", re.DOTALL)
"""The part of the page about one package. What stands outside of such parts is written by hand."""
NOTHING: Mapping[str, str] = MappingProxyType({})


def page() -> str:
    """The page with up-to-date parts."""
    sources = Sources.read(PROJECT, "slipway", "components")
    return MARKED.sub(lambda part: f"{part[1]}{sources.sections(part[2])}\n", FILE.read_text())


def write() -> None:
    """Replaces these parts of the file, and nothing else."""
    FILE.write_text(page())


@dataclass(frozen=True)
class Sources:
    """The modules as griffe reads them, without an import: the tools start before there is a Pulumi."""

    modules: griffe.ModulesCollection

    @classmethod
    def read(cls, root: Path, *packages: str) -> "Sources":
        """Reads packages or modules below one folder."""
        extensions = griffe.load_extensions(griffe.UnpackTypedDictExtension())
        loader = griffe.GriffeLoader(search_paths=[root], allow_inspection=False, extensions=extensions)
        for each in packages:
            loader.load(each)
        return cls(loader.modules_collection)

    def sections(self, package: str) -> str:
        """One section for each name in `__all__` of the package."""
        return "".join(self.section(f"{package}.{name}") for name in self.modules[package].exports)

    def section(self, path: str) -> str:
        """The section of one class."""
        match self._find(path):
            case griffe.Class() as found:
                text = "\n\n".join(part for part in self._parts(found) if part)
                return f"\n### {found.name}\n\n{text}\n"
        raise LookupError(f"{path} is no class in the sources; the page can only tell of what is")

    def _parts(self, found: griffe.Class) -> list[str]:
        """Its signature, what it is, and what can be read from it."""
        arguments = [each for each in found.parameters if each.name != "self"]
        if not arguments:
            fields = sorted(_fields(found), key=lambda each: each.default is not None)
            return [self._signature(found.name, fields), _text(found), _link(found.name)]
        if "typed-dict" in found.labels:
            return [_text(found), self._table("argument", arguments)]
        attributes = sorted(_attributes(found), key=lambda each: each.name)
        return [self._signature(found.name, arguments), _text(found), self._table("attribute", attributes)]

    def _signature(self, name: str, parameters: Sequence[griffe.Parameter]) -> str:
        lines = [self._declared(each) for each in parameters]
        by_keyword = [each.kind is griffe.ParameterKind.keyword_only for each in parameters]
        if any(by_keyword):
            lines.insert(by_keyword.index(True), "*")
        return "\n".join(["```python", f"{name}(", *(f"    {line}," for line in lines), ")", "```"])

    def _declared(self, each: griffe.Parameter) -> str:
        default = "" if each.default is None else f" = {self._value(each.default)}"
        return f"{each.name}: {self._type(each.annotation)}{default}"

    def _table(self, what: str, rows: Sequence[griffe.Parameter | griffe.Attribute]) -> str:
        lines = [_row(what, "type", "meaning"), "|---|---|---|"]
        for each in rows:
            optional = " Optional." if isinstance(each, griffe.Parameter) and each.default else ""
            lines.append(_row(f"`{each.name}`", f"`{self._type(each.annotation)}`", _text(each) + optional))
        return "\n".join(lines) if rows else ""

    def _type(self, written: str | griffe.Expr | None, variables: Mapping[str, str] = NOTHING) -> str:
        """The type as a caller reads it: an alias is replaced by what it stands for, `Annotated` by the type in it."""
        match written:
            case griffe.ExprBinOp(left=left, right=right):
                return f"{self._type(left, variables)} | {self._type(right, variables)}"
            case griffe.ExprSubscript(left=griffe.ExprName() as name, slice=inside):
                given = inside.elements if isinstance(inside, griffe.ExprTuple) else [inside]
                arguments = [self._type(each, variables) for each in given]
                if isinstance(alias := self._held(name), griffe.Expr):
                    return self._type(alias, dict(zip(self._variables(alias), arguments, strict=False)))
                return arguments[0] if name.name == "Annotated" else f"{name}[{', '.join(arguments)}]"
            case griffe.ExprName(name=name) if name not in variables:
                match self._held(written):
                    case griffe.ExprCall(arguments=[_, griffe.ExprKeyword(name="bound", value=bound), *_]):
                        return self._type(bound)
                    case griffe.Expr() as alias:
                        return self._type(alias)
        return variables.get(str(written), str(written))

    def _variables(self, alias: griffe.Expr) -> list[str]:
        """The names of the TypeVars in an alias."""
        names = [each for each in alias.iterate() if isinstance(each, griffe.ExprName)]
        return [each.name for each in names if isinstance(self._held(each), griffe.ExprCall)]

    def _value(self, written: str | griffe.Expr) -> str:
        """The value as a caller reads it: a constant is replaced by what it holds."""
        held = self._held(written)
        return str(written) if held is None else self._value(held)

    def _held(self, written: str | griffe.Expr) -> str | griffe.Expr | None:
        """The value of an alias or a constant."""
        if not isinstance(written, griffe.ExprName | griffe.ExprAttribute):
            return None
        found = self._find(written.canonical_path)
        return found.value if isinstance(found, griffe.Attribute) else None

    def _find(self, path: str) -> griffe.Object | None:
        try:
            found = self.modules[path]
        except KeyError:
            return None
        return found.final_target if isinstance(found, griffe.Alias) else found


def _fields(found: griffe.Class) -> list[griffe.Parameter]:
    """The fields of a model as the arguments of its constructor, those of its bases first."""
    keyword = griffe.ParameterKind.keyword_only
    return [
        griffe.Parameter(each.name, annotation=each.annotation, default=each.value, kind=keyword)
        for each in _attributes(found)
        if "property" not in each.labels
    ]


def _attributes(found: griffe.Class) -> list[griffe.Attribute]:
    """Those of its objects that state a type, also in a base. One without a type is not for programs."""
    members = (each.final_target if isinstance(each, griffe.Alias) else each for each in found.all_members.values())
    every = (each for each in members if isinstance(each, griffe.Attribute) and each.labels != {"class-attribute"})
    return [each for each in every if each.annotation and each.is_public]


def _link(name: str) -> str:
    heading = heading_of(name)
    return f"What each means: [{heading}](settings.md#{anchor(heading)})." if heading else ""


def _row(*cells: str) -> str:
    escaped = (each.replace("|", "\\|") for each in cells)
    return " ".join(f"| {' | '.join(escaped)} |".split())


def _text(documented: griffe.Object | griffe.Parameter) -> str:
    return documented.docstring.value if documented.docstring else ""
