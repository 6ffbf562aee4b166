"""One noun is one module, and its tests are where one looks for them: under its name, in the mirror tree."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "tests" / "unit"
PACKAGES = ("settings", "blocks", "components", "stack", "policies", "offline", "tools")


def modules() -> Iterator[Path]:
    for package in PACKAGES:
        yield from (path.relative_to(ROOT) for path in (ROOT / package).rglob("*.py"))


def mirrored(module: Path) -> Path:
    """`__main__.py` is tested by `test_main.py`."""
    return UNIT / module.parent / f"test_{module.stem.strip('_')}.py"


def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text())


def test_every_module_has_its_test_file() -> None:
    wanted = {mirrored(module): module for module in modules() if module.name != "__init__.py"}

    assert [str(module) for test, module in sorted(wanted.items()) if not test.is_file()] == []


def test_a_package_itself_has_nothing_to_test_because_it_only_names_what_is_in_it() -> None:
    said = {
        str(module): type(each).__name__
        for module in modules()
        if module.name == "__init__.py"
        for each in tree(module).body
        if not isinstance(each, ast.Expr | ast.ImportFrom) and not _is_all(each)
    }

    assert said == {}


def test_every_test_file_has_its_module() -> None:
    homes = [*modules(), *(path.relative_to(ROOT) for path in (ROOT / "tests").glob("*.py"))]
    known = {mirrored(module) for module in homes}

    assert [str(test.relative_to(ROOT)) for test in sorted(UNIT.rglob("test_*.py")) if test not in known] == []


def test_every_test_file_holds_tests() -> None:
    empty = [
        str(test.relative_to(ROOT))
        for test in sorted(UNIT.rglob("test_*.py"))
        if not any(isinstance(each, ast.FunctionDef) and each.name.startswith("test_") for each in tree(test).body)
    ]

    assert empty == []


def _is_all(statement: ast.stmt) -> bool:
    """`__all__`, which says what the package is for."""
    return isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "__all__"
