"""Finds where a name of the project's Python sources is defined, and what a type means, without importing anything.

The tools start before there is a Pulumi, and importing the Kubernetes SDK takes a second.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Definition:
    """Where a name is defined. `node` is a class, a function or the value of a constant; it is None for a name that
    comes from outside of the project.
    """

    module: str
    name: str
    node: ast.expr | ast.ClassDef | ast.FunctionDef | None = None


@dataclass(frozen=True)
class Scope:
    """What decides which meaning a name has: the module, and what the TypeVars of a class or an alias stand for."""

    module: str
    type_variables: Mapping[str, ast.expr] = field(default_factory=dict)


@dataclass(frozen=True)
class Ancestor:
    """One of the classes that a class inherits from, or the class itself."""

    scope: Scope
    node: ast.ClassDef


class Sources:
    """The packages below one folder."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._parsed = cache(self._parse)

    def exported(self, package: str) -> list[Definition]:
        """The names in `__all__` of the package, in its order."""
        every = self.find(package, "__all__").node
        names: list[str] = ast.literal_eval(every) if isinstance(every, ast.expr) else []
        return [self.find(package, name) for name in names]

    def find(self, module: str, name: str) -> Definition:
        """Follows imports to the definition of a name."""
        tree = self._parsed(module)
        for statement in tree.body if tree else []:
            match statement:
                case ast.ClassDef(name=found) | ast.FunctionDef(name=found) if found == name:
                    return Definition(module, name, statement)
                case (
                    ast.Assign(targets=[ast.Name(id=found)], value=value)
                    | ast.AnnAssign(target=ast.Name(id=found), value=ast.expr() as value)
                ) if found == name:
                    return Definition(module, name, value)
                case ast.ImportFrom(names=aliases):
                    for alias in aliases:
                        if (alias.asname or alias.name) == name:
                            return self.find(self._origin(module, statement), alias.name)
        return Definition(module, name)

    def plain_type(self, scope: Scope, annotation: ast.expr) -> ast.expr:
        """The type as a caller reads it: aliases are replaced by what they stand for, and `Annotated` and
        the like by the type that they hold.
        """
        match annotation:
            case ast.Constant(value=str(quoted)):
                return self.plain_type(scope, ast.parse(quoted, mode="eval").body)
            case ast.Name(id=name):
                return scope.type_variables.get(name) or self._named_type(scope.module, annotation)
            case ast.Subscript(value=ast.Name(id=name)) if name != "Literal":
                return self._subscripted_type(scope, annotation)
            case ast.BinOp(left=left, op=op, right=right):
                return ast.BinOp(self.plain_type(scope, left), op, self.plain_type(scope, right))
            case ast.List(elts=elements):
                return ast.List([self.plain_type(scope, each) for each in elements])
        return annotation

    def plain_value(self, module: str, value: ast.expr) -> ast.expr:
        """The value as a caller reads it: a constant is replaced by what it holds, a frozen mapping by its content."""
        match value:
            case ast.Name(id=name):
                found = self.find(module, name)
            case ast.Attribute(value=ast.Name(id=owner), attr=name):
                there = self.find(module, owner)
                found = self.find(f"{there.module}.{there.name}", name)
            case ast.Call(func=ast.Name(id="MappingProxyType"), args=[content]):
                return self.plain_value(module, content)
            case _:
                return value
        return self.plain_value(found.module, found.node) if isinstance(found.node, ast.expr) else value

    def ancestors(self, module: str, node: ast.ClassDef) -> list[Ancestor]:
        """The class and its bases, in the order in which Python looks for a method; those from outside are left out."""
        found: dict[tuple[str, str], Ancestor] = {}
        for each in self._depth_first(Ancestor(Scope(module), node)):
            key = (each.scope.module, each.node.name)
            found.pop(key, None)
            found[key] = each
        return list(found.values())

    def _depth_first(self, child: Ancestor) -> Iterator[Ancestor]:
        yield child
        for base in child.node.bases:
            name, arguments = (base.value, _elements(base.slice)) if isinstance(base, ast.Subscript) else (base, [])
            parent = self.find(child.scope.module, ast.unparse(name))
            if isinstance(parent.node, ast.ClassDef):
                variables = [each for base in parent.node.bases for each in self._type_variables(parent.module, base)]
                given = [self.plain_type(child.scope, each) for each in arguments]
                scope = Scope(parent.module, dict(zip(dict.fromkeys(variables), given, strict=False)))
                yield from self._depth_first(Ancestor(scope, parent.node))

    def _named_type(self, module: str, annotation: ast.Name) -> ast.expr:
        found = self.find(module, annotation.id)
        match found.node:
            case ast.Call(func=ast.Name(id="TypeVar"), keywords=keywords):
                bound = next((each.value for each in keywords if each.arg == "bound"), ast.Name("Any"))
                return self.plain_type(Scope(found.module), bound)
            case ast.Name() | ast.Subscript() | ast.BinOp() as alias:
                return self.plain_type(Scope(found.module), alias)
        return annotation

    def _subscripted_type(self, scope: Scope, annotation: ast.Subscript) -> ast.expr:
        name = ast.unparse(annotation.value)
        if name in ("Annotated", "Required", "NotRequired"):
            return self.plain_type(scope, _elements(annotation.slice)[0])
        given = [self.plain_type(scope, each) for each in _elements(annotation.slice)]
        alias = self.find(scope.module, name)
        if isinstance(alias.node, ast.expr):
            variables = self._type_variables(alias.module, alias.node)
            return self.plain_type(Scope(alias.module, dict(zip(variables, given, strict=False))), alias.node)
        return ast.Subscript(annotation.value, given[0] if len(given) == 1 else ast.Tuple(given))

    def _type_variables(self, module: str, node: ast.expr) -> list[str]:
        """Those in an expression, in the order of their first appearance."""
        names = dict.fromkeys(each.id for each in ast.walk(node) if isinstance(each, ast.Name))
        values = {name: self.find(module, name).node for name in names}
        return [
            name
            for name, value in values.items()
            if isinstance(value, ast.Call) and ast.unparse(value.func) == "TypeVar"
        ]

    def _origin(self, module: str, statement: ast.ImportFrom) -> str:
        """The module that an import names."""
        parts = module.split(".") if self._file(module).name == "__init__.py" else module.split(".")[:-1]
        above = parts[: len(parts) - statement.level + 1] if statement.level else []
        return ".".join([*above, *([statement.module] if statement.module else [])])

    def _file(self, module: str) -> Path:
        place = self._root.joinpath(*module.split("."))
        return place / "__init__.py" if place.is_dir() else place.with_suffix(".py")

    def _parse(self, module: str) -> ast.Module | None:
        file = self._file(module)
        return ast.parse(file.read_text()) if file.is_file() else None


def _elements(arguments: ast.expr) -> list[ast.expr]:
    return list(arguments.elts) if isinstance(arguments, ast.Tuple) else [arguments]
