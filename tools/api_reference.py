"""Writes docs/api.md out of the sources: what `slipway.components` and `slipway.settings` offer to a program."""

import ast
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tools.layout import PROJECT
from tools.python_sources import Ancestor, Definition, Scope, Sources
from tools.settings_reference import anchor, heading_of

FILE = PROJECT / "docs" / "api.md"
EXAMPLE = """\
import pulumi

from slipway.components import ManagedNamespace, StatelessApp
from slipway.settings import ManagedNamespaceSettings, StatelessAppSettings

shop = ManagedNamespace("shop", ManagedNamespaceSettings(team="storefront"))
web = StatelessApp(
    "web",
    StatelessAppSettings(image="nginxinc/nginx-unprivileged:1.29", port=8080, replicas=2),
    namespace=shop,
)
pulumi.export("url", web.url)
"""
HEADER = f"""# The Python API

`make docs` writes this page out of the sources; a test fails when it is stale.

The components are a Python package for Pulumi programs of your own. The package is called `slipway` and takes no other
name: your program may have modules called `settings` or `components`. It is typed. `pip` installs it from git, or from
a folder with a checkout:

    pip install "slipway @ git+https://<host>/<owner>/slipway@<commit>"
    pip install ../slipway

A program with one app, `__main__.py`:

```python
{EXAMPLE}```

[examples/own_program](../examples/own_program/__main__.py) is a larger one, with its `Pulumi.yaml` and
`requirements.txt`. In the checkout of slipway itself, `slipway.components` is the folder `components/`.
"""
COMPONENTS = """
## slipway.components

Each component takes its Pulumi name, one settings object, and Pulumi inputs for what is not known in advance. Its type
is `slipway:components:<class>`.
"""
SETTINGS = """
## slipway.settings

Every argument is given by keyword, and can be read under the same name. The objects never change. A mistake raises
`pydantic.ValidationError`. Settings within settings may be given as a `dict`, and in the short form of a stack file:
`probes={"readiness": {"path": "/ready"}}`, `storage={"/data": "1Gi"}`. mypy lets these forms pass with the plugin
`pydantic.mypy`; another type checker wants the types that stand here.
"""
RESOURCES = {"pulumi", "pulumi_kubernetes"}
"""An attribute that holds a resource of these packages is part of the API."""


Typed = tuple[Scope, ast.expr | None]
"""An annotation and where it stands; None for a type that nobody states."""


@dataclass(frozen=True)
class Attribute:
    """Something that can be read from an object, or given by keyword."""

    name: str
    type: str
    meaning: str = ""
    certain: bool = True
    """False for one that is not always there."""


def page() -> str:
    """The whole page."""
    sources = Sources(PROJECT)
    parts = [
        (COMPONENTS, sources.exported("components")),
        (SETTINGS, sources.exported("slipway.settings")),
    ]
    return HEADER + "".join(
        text for about, names in parts for text in (about, *(section(sources, each) for each in names))
    )


def write() -> None:
    """Writes the file."""
    FILE.write_text(page())


def section(sources: Sources, definition: Definition) -> str:
    """What the page says about one name."""
    match definition.node:
        case ast.ClassDef() as node:
            parts = _Class(sources, definition.name, sources.ancestors(definition.module, node)).parts()
        case ast.FunctionDef() as function:
            scope = Scope(definition.module)
            signature = _signature(function.name, _arguments(sources, scope, function))
            returns = f" -> {_type(sources, scope, function.returns)}" if function.returns else ""
            parts = [_code(signature + returns), _docstring(function)]
        case ast.expr() as value:
            parts = [_code(f"{definition.name} = {ast.unparse(sources.plain_type(Scope(definition.module), value))}")]
        case None:
            raise LookupError(f"{definition.name} is not in the sources; the page can only tell of what is")
    return "\n".join(["", f"### {definition.name}", "", "\n\n".join(part for part in parts if part), ""])


class _Class:
    def __init__(self, sources: Sources, name: str, ancestors: list[Ancestor]) -> None:
        self._sources, self._name, self._ancestors = sources, name, ancestors

    def parts(self) -> list[str]:
        """Its signature, what it is, and what can be read from it."""
        own = self._ancestors[0]
        if any(ast.unparse(base) == "TypedDict" for each in self._ancestors for base in each.node.bases):
            return [_docstring(own.node), _table("argument", _keys(self._sources, self._ancestors), "Optional.")]
        constructors = ((each, _method(each.node, "__init__")) for each in self._ancestors)
        maker, constructor = next(((each, made) for each, made in constructors if made), (own, None))
        if constructor is None:
            is_model = any(ast.unparse(base) == "BaseModel" for each in self._ancestors for base in each.node.bases)
            signature = _signature(self._name, [*(["*"] if is_model else []), *self._fields()])
            return [_code(signature), _docstring(own.node), self._settings() if is_model else ""]
        inherited = "" if maker is own else _docstring(maker.node)
        signature = _signature(self._name, _arguments(self._sources, maker.scope, constructor))
        keywords = _typed_dict(constructor.args.kwarg)
        meaning = f"The keyword arguments are those of [{keywords}](#{keywords.lower()})." if keywords else ""
        return [_code(signature), _docstring(own.node), inherited, meaning, self._table()]

    def _table(self) -> str:
        return _table("attribute", self._attributes(), "Only when the settings ask for it.")

    def _settings(self) -> str:
        heading = heading_of(self._name)
        return f"What each means: [{heading}](settings.md#{anchor(heading)})." if heading else ""

    def _fields(self) -> list[str]:
        """Those of its bases first, and what is required before the rest."""
        required: dict[str, str] = {}
        optional: dict[str, str] = {}
        for owner in reversed(self._ancestors):
            for name, field, _ in _described(owner.node):
                fields, others = (optional, required) if field.value else (required, optional)
                others.pop(name, None)
                fields[name] = _declared(self._sources, owner.scope, name, field.annotation, field.value)
        return [*required.values(), *optional.values()]

    def _attributes(self) -> list[Attribute]:
        """What the class declares, its properties, and every resource of Pulumi that it holds."""
        found: dict[str, Attribute] = {}
        for owner in self._ancestors:
            for each in (*self._declarations(owner), *self._properties(owner), *self._assigned(owner)):
                found.setdefault(each.name, each)
        return [found[name] for name in sorted(found)]

    def _declarations(self, owner: Ancestor) -> Iterator[Attribute]:
        for name, declared, meaning in _described(owner.node):
            yield Attribute(name, _type(self._sources, owner.scope, declared.annotation), meaning)

    def _properties(self, owner: Ancestor) -> Iterator[Attribute]:
        for each in _methods(owner.node):
            decorators = {ast.unparse(decorator) for decorator in each.decorator_list}
            if decorators & {"property", "cached_property"} and each.returns and not each.name.startswith("_"):
                yield Attribute(each.name, _type(self._sources, owner.scope, each.returns), _docstring(each))

    def _assigned(self, owner: Ancestor) -> Iterator[Attribute]:
        """`self.name: Type = ...`, and `self.name = ...` of a resource."""
        for method in _methods(owner.node):
            always = method.name == "__init__" or not method.name.startswith("_")
            made: dict[str, Typed] = {}
            for statement, certain in _statements(method.body, certain=always):
                for target, kind in self._assignments(owner.scope, statement, made):
                    match target:
                        case ast.Name(id=name):
                            made[name] = kind
                        case ast.Attribute(value=ast.Name(id="self"), attr=name) if not name.startswith("_"):
                            if text := self._shown(kind, stated=isinstance(statement, ast.AnnAssign)):
                                yield Attribute(name, text, certain=certain)

    def _assignments(
        self, scope: Scope, statement: ast.stmt, made: Mapping[str, Typed]
    ) -> Iterator[tuple[ast.expr, Typed]]:
        """The targets of a statement, each with its type; `made` are the types of the local names until here."""
        match statement:
            case ast.AnnAssign(target=target, annotation=annotation):
                yield target, (scope, annotation)
            case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Tuple(elts=values)):
                yield from (
                    (target, self._made(scope, each, made)) for target, each in zip(targets, values, strict=True)
                )
            case ast.Assign(targets=[target], value=value):
                yield target, self._made(scope, value, made)

    def _made(self, scope: Scope, value: ast.expr, made: Mapping[str, Typed]) -> Typed:
        """The type of what a class, a function, or a method of the same object makes, or of a part of that."""
        match value:
            case ast.Call(func=ast.Name(id=name) as maker):
                made_by = self._sources.find(scope.module, name)
                if isinstance(made_by.node, ast.FunctionDef):
                    return Scope(made_by.module), made_by.node.returns
                return scope, maker
            case ast.Call(func=ast.Attribute(value=ast.Name(id="self"), attr=name)):
                methods = ((each.scope, _method(each.node, name)) for each in self._ancestors)
                return next(((where, each.returns) for where, each in methods if each), (scope, None))
            case ast.Attribute(value=ast.Name(id=local), attr=name) if local in made:
                where, kind = made[local]
                whole = self._sources.find(where.module, ast.unparse(kind)) if kind else None
                if whole and isinstance(whole.node, ast.ClassDef):
                    parts = {each: declared.annotation for each, declared, _ in _described(whole.node)}
                    return Scope(whole.module), parts.get(name)
        return scope, None

    def _shown(self, typed: Typed, *, stated: bool) -> str:
        """The type as text; nothing for what is neither stated nor a resource."""
        scope, kind = typed
        names = [each.id for each in ast.walk(kind) if isinstance(each, ast.Name)] if kind else []
        origins = {self._sources.find(scope.module, name).module.partition(".")[0] for name in names}
        is_resource = bool(origins) and origins <= RESOURCES
        return _type(self._sources, scope, kind) if kind and (stated or is_resource) else ""


def _signature(name: str, arguments: list[str]) -> str:
    return "\n".join([f"{name}(", *(f"    {each}," for each in arguments), ")"]) if arguments else f"{name}()"


def _arguments(sources: Sources, scope: Scope, function: ast.FunctionDef) -> list[str]:
    """The arguments as they are declared, `self` left out."""
    given = function.args
    positional = [*given.posonlyargs, *given.args]
    defaults = [*([None] * (len(positional) - len(given.defaults))), *given.defaults]
    by_place = [pair for pair in zip(positional, defaults, strict=True) if pair[0].arg != "self"]
    by_keyword = list(zip(given.kwonlyargs, given.kw_defaults, strict=True))
    return [
        *(_declared(sources, scope, each.arg, each.annotation, default) for each, default in by_place),
        *(["*"] if by_keyword else []),
        *(_declared(sources, scope, each.arg, each.annotation, default) for each, default in by_keyword),
        *(_unpacked(sources, scope, given.kwarg, starred=bool(by_keyword)) if given.kwarg else []),
    ]


def _unpacked(sources: Sources, scope: Scope, rest: ast.arg, *, starred: bool) -> list[str]:
    """The keyword arguments of `**rest`, one by one if a TypedDict says which they are; `...` stands for an unknown
    default.
    """
    found = sources.find(scope.module, _typed_dict(rest))
    if isinstance(found.node, ast.ClassDef):
        keys = _keys(sources, sources.ancestors(found.module, found.node))
        lines = [f"{each.name}: {each.type}{'' if each.certain else ' = ...'}" for each in keys]
        return [*([] if starred else ["*"]), *lines]
    return [f"**{_declared(sources, scope, rest.arg, rest.annotation, None)}"]


def _typed_dict(rest: ast.arg | None) -> str:
    """The TypedDict that describes `**rest`, if one does."""
    match rest:
        case ast.arg(annotation=ast.Subscript(value=ast.Name(id="Unpack"), slice=ast.Name(id=name))):
            return name
    return ""


def _keys(sources: Sources, ancestors: list[Ancestor]) -> list[Attribute]:
    """What a TypedDict holds; certain are the keys that are required."""
    found: dict[str, Attribute] = {}
    for owner in reversed(ancestors):
        total = all(ast.unparse(each.value) != "False" for each in owner.node.keywords if each.arg == "total")
        for name, declared, meaning in _described(owner.node):
            written = ast.unparse(declared.annotation)
            required = written.startswith("Required[") or (total and not written.startswith("NotRequired["))
            kind = _type(sources, owner.scope, declared.annotation)
            found[name] = Attribute(name, kind, meaning, certain=required)
    return list(found.values())


def _declared(sources: Sources, scope: Scope, name: str, annotation: ast.expr | None, default: ast.expr | None) -> str:
    typed = f"{name}: {_type(sources, scope, annotation)}" if annotation else name
    return typed if default is None else f"{typed} = {ast.unparse(sources.plain_value(scope.module, default))}"


def _type(sources: Sources, scope: Scope, annotation: ast.expr) -> str:
    return ast.unparse(sources.plain_type(scope, annotation))


def _described(node: ast.ClassDef) -> Iterator[tuple[str, ast.AnnAssign, str]]:
    """What is annotated in the body of a class, with the text below it."""
    for each, below in zip(node.body, [*node.body[1:], None], strict=True):
        match each:
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation):
                if not name.startswith("_") and "ClassVar" not in ast.unparse(annotation):
                    yield name, each, _text(below)


def _methods(node: ast.ClassDef) -> list[ast.FunctionDef]:
    return [each for each in node.body if isinstance(each, ast.FunctionDef)]


def _method(node: ast.ClassDef, name: str) -> ast.FunctionDef | None:
    return next((each for each in _methods(node) if each.name == name), None)


def _statements(body: list[ast.stmt], *, certain: bool) -> Iterator[tuple[ast.stmt, bool]]:
    """Every statement, and whether it is always run."""
    for each in body:
        yield each, certain
        for part in ("body", "orelse"):
            yield from _statements(getattr(each, part, []), certain=certain and isinstance(each, ast.With))


def _table(what: str, rows: list[Attribute], uncertain: str) -> str:
    """`uncertain` is said of what is not always there."""
    written = [
        _row(
            f"`{each.name}`", f"`{each.type}`", " ".join(f"{each.meaning} {'' if each.certain else uncertain}".split())
        )
        for each in rows
    ]
    return "\n".join([_row(what, "type", "meaning"), "|---|---|---|", *written]) if rows else ""


def _row(*cells: str) -> str:
    return "|" + "".join(f" {cell} |" if cell else " |" for cell in (each.replace("|", "\\|") for each in cells))


def _code(text: str) -> str:
    return f"```python\n{text}\n```"


def _docstring(node: ast.ClassDef | ast.FunctionDef) -> str:
    return ast.get_docstring(node) or ""


def _text(statement: ast.stmt | None) -> str:
    match statement:
        case ast.Expr(value=ast.Constant(value=str(text))):
            return inspect.cleandoc(text)
    return ""
