import ast
from pathlib import Path

import pytest

from tools.python_sources import Scope, Sources

FILES = {
    "shop/__init__.py": 'from .till import Till\nfrom .words import greet\n__all__ = ["Till", "greet"]\n',
    "shop/till.py": """
from typing import Generic, TypeVar
from elsewhere import Machine
from shop.words import Goods

Sold = TypeVar("Sold", bound=Goods)
class Counter(Machine, Generic[Sold]): ...
class Till(Counter[int]): ...
""",
    "shop/words.py": """
from types import MappingProxyType
from typing import Annotated, Literal, TypeVar
from . import figures

T = TypeVar("T")
Price = Annotated[int, "in cents"]
Goods = dict[str, Price]
Unique = Annotated[tuple[T, ...], "no duplicates"]
Colour = Literal["red", "Goods"]
NOTHING: Goods = MappingProxyType({})
def greet(): ...
""",
    "shop/figures.py": "MOST = 3\n",
}


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return Sources(tmp_path)


def expression(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def test_a_name_is_found_where_it_is_defined_however_it_is_imported(sources: Sources) -> None:
    exported = sources.exported("shop")

    assert [(each.module, each.name) for each in exported] == [("shop.till", "Till"), ("shop.words", "greet")]
    assert [type(each.node) for each in exported] == [ast.ClassDef, ast.FunctionDef]
    assert sources.find("shop.till", "Goods").module == "shop.words"


def test_a_name_from_outside_has_no_definition(sources: Sources) -> None:
    machine = sources.find("shop.till", "Machine")

    assert (machine.module, machine.node) == ("elsewhere", None)
    assert sources.find("shop.till", "int").node is None


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Goods", "dict[str, int]"),
        ("Goods | None", "dict[str, int] | None"),
        ("Unique[Price]", "tuple[int, ...]"),
        ("Annotated[Price, 3]", "int"),
        ("Colour", "Literal['red', 'Goods']"),
        ("Callable[[Price], 'Goods']", "Callable[[int], dict[str, int]]"),
        ("list[T]", "list[Any]"),
    ],
)
def test_a_type_is_told_without_the_aliases_of_the_project(sources: Sources, written: str, plain: str) -> None:
    assert ast.unparse(sources.plain_type(Scope("shop.words"), expression(written))) == plain


@pytest.mark.parametrize(("written", "plain"), [("NOTHING", "{}"), ("figures.MOST", "3"), ("Goods()", "Goods()")])
def test_a_constant_is_told_as_what_it_holds(sources: Sources, written: str, plain: str) -> None:
    assert ast.unparse(sources.plain_value("shop.words", expression(written))) == plain


def test_a_class_knows_its_bases_and_what_their_type_variables_stand_for(sources: Sources) -> None:
    till = sources.find("shop", "Till")
    assert isinstance(till.node, ast.ClassDef)

    own, counter = sources.ancestors(till.module, till.node)

    assert (own.node.name, counter.node.name) == ("Till", "Counter")
    assert ast.unparse(sources.plain_type(counter.scope, expression("list[Sold]"))) == "list[int]"
