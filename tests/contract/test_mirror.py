"""The tests mirror the packages: each package has a folder of tests, and each module has a test there."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "tests" / "unit"
PACKAGES = ("slipway", "components", "stack", "policies", "offline", "drift", "tools")


def modules() -> Iterator[Path]:
    for package in PACKAGES:
        yield from (path.relative_to(ROOT) for path in (ROOT / package).rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text())


@cache
def imports_of_tests(package: Path) -> frozenset[str]:
    return frozenset(name for test in (UNIT / package).glob("test_*.py") for name in imported_by(test))


@cache
def exported(package: str) -> dict[str, str]:
    """The names that a package exports, each with its module."""
    init = Path(*package.split("."), "__init__.py")
    body = tree(init).body if (ROOT / init).is_file() else []
    return {
        alias.name: each.module if each.level == 0 else f"{package}.{each.module}"
        for each in body
        if isinstance(each, ast.ImportFrom) and each.module
        for alias in each.names
    }


def imported_by(test: Path) -> Iterator[str]:
    """Modules, and `<module>.<name>`, which may be a module too."""
    for each in ast.walk(ast.parse(test.read_text())):
        if isinstance(each, ast.Import):
            yield from (alias.name for alias in each.names)
        elif isinstance(each, ast.ImportFrom) and each.module:
            yield each.module
            for alias in each.names:
                yield exported(each.module).get(alias.name, f"{each.module}.{alias.name}")


def test_every_package_with_modules_has_a_folder_of_tests() -> None:
    packages = {module.parent for module in modules() if module.name != "__init__.py"}

    assert [str(each) for each in sorted(packages) if not list((UNIT / each).glob("test_*.py"))] == []


def test_every_folder_of_tests_has_its_package() -> None:
    folders = {test.parent.relative_to(UNIT) for test in UNIT.rglob("test_*.py")} - {Path("tests")}

    assert [str(each) for each in sorted(folders) if not (ROOT / each).is_dir()] == []


def test_every_module_has_a_test_file_of_its_name_or_is_imported_by_one_of_its_package() -> None:
    untested = [
        str(module)
        for module in sorted(modules())
        if module.stem not in ("__init__", "__main__")
        and not (UNIT / module.parent / f"test_{module.name}").is_file()
        and ".".join(module.with_suffix("").parts) not in imports_of_tests(module.parent)
    ]

    assert untested == []


def test_a_package_itself_only_names_what_is_in_it() -> None:
    said = {
        str(module): type(each).__name__
        for module in modules()
        if module.name == "__init__.py"
        for each in tree(module).body
        if not isinstance(each, ast.Expr | ast.ImportFrom) and not _is_all(each)
    }

    assert said == {}


def test_every_test_file_holds_tests() -> None:
    empty = [
        str(test.relative_to(ROOT))
        for test in sorted(UNIT.rglob("test_*.py"))
        if not any(isinstance(each, ast.FunctionDef) and each.name.startswith("test_") for each in tree(test).body)
    ]

    assert empty == []


def test_each_file_of_unit_tests_is_named_after_the_module_that_it_tests() -> None:
    """`test_<module>.py`, or `test_<module>_<topic>.py` where that is too long. `main` is `__main__`."""
    known = {(path.parent, path.stem.strip("_")) for path in modules()}
    strange = [
        str(test.relative_to(ROOT))
        for package in PACKAGES
        for test in (UNIT / package).rglob("test_*.py")
        if not any(
            folder == test.parent.relative_to(UNIT) and f"{test.stem}_".startswith(f"test_{module}_")
            for folder, module in known
        )
    ]
    assert strange == []


def _is_all(statement: ast.stmt) -> bool:
    """`__all__`, the content of the package."""
    return isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "__all__"
