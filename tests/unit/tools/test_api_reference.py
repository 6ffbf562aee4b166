from pathlib import Path

import pytest

from tools.api_reference import Sources

COMPONENT = '''
from typing import ClassVar
from pulumi import ComponentResource, Output
from pulumi_kubernetes.core.v1 import ConfigMap, Service
from helpers import rest

class Roof(ComponentResource):
    """What is above."""

    slope: Output[int]
    """In degrees,
    or unknown."""
    service: Service
    shapes: ClassVar[tuple[str, ...]] = ()

    def __init__(self, name: str, *, tiles: int = 3) -> None:
        self.service = Service(name)
        self.label = rest(name)
        self._hidden: ConfigMap = ConfigMap(name)
        self.config_map: ConfigMap = ConfigMap(name)

    @property
    def height(self) -> int | None:
        """How high it is."""
'''
ROOF = """
### Roof

```python
Roof(
    name: str,
    *,
    tiles: int = 3,
)
```

What is above.

| attribute | type | meaning |
|---|---|---|
| `config_map` | `ConfigMap` | |
| `height` | `int \\| None` | How high it is. |
| `service` | `Service` | |
| `slope` | `Output[int]` | In degrees, or unknown. |
"""
ARGUMENTS = '''
from pulumi import ComponentResource
from typing import TypedDict
from typing_extensions import Required, Unpack

class RoofArgs(TypedDict, total=False):
    """Of every roof."""

    house: Required[str]
    """What it is on."""
    tiles: int
    """How many."""

class Roof(ComponentResource):
    """What is above."""

    def __init__(self, name: str, **args: Unpack[RoofArgs]) -> None: ...
'''
ROOF_WITH_ARGUMENTS = """
### Roof

```python
Roof(
    name: str,
    *,
    house: str,
    tiles: int = ...,
)
```

What is above.
"""
ROOF_ARGUMENTS = """
### RoofArgs

Of every roof.

| argument | type | meaning |
|---|---|---|
| `house` | `str` | What it is on. |
| `tiles` | `int` | How many. Optional. |
"""
SETTINGS = '''
from pydantic import BaseModel

class Model(BaseModel): ...

class Common(Model):
    slope: int = 30
    name: str | None = None

class RoofSettings(Common):
    """Of a roof."""
    slope: int = 45
    tiles: str
    name: str
'''
ROOF_SETTINGS = """
### RoofSettings

```python
RoofSettings(
    *,
    tiles: str,
    name: str,
    slope: int = 45,
)
```

Of a roof.
"""


TYPES = """
from typing import Annotated, Literal, TypeVar
from elsewhere import Machine
import figures

T = TypeVar("T")
Price = Annotated[int, "in cents"]
Goods = dict[str, Price]
Sold = TypeVar("Sold", bound=Goods)
Unique = Annotated[tuple[T, ...], "no duplicates"]
Colour = Literal["red", "Goods"]

class Shop:
    shown: {}
    other: Machine = figures.MOST
"""


def written(folder: Path, text: str, name: str) -> str:
    (folder / "house.py").write_text(text)
    return Sources.read(folder, "house").section(f"house.{name}")


def test_a_component_is_told_with_its_arguments_and_the_resources_that_it_holds(tmp_path: Path) -> None:
    assert written(tmp_path, COMPONENT, "Roof") == ROOF


def test_a_component_has_the_constructor_and_the_attributes_of_its_base(tmp_path: Path) -> None:
    text = written(tmp_path, f'{COMPONENT}\nclass Gable(Roof):\n    """With two sides."""\n', "Gable")

    assert text == ROOF.replace("Roof", "Gable").replace("What is above.", "With two sides.")


def test_keyword_arguments_that_a_typed_dict_describes_are_told_one_by_one(tmp_path: Path) -> None:
    assert written(tmp_path, ARGUMENTS, "Roof") == ROOF_WITH_ARGUMENTS
    assert written(tmp_path, ARGUMENTS, "RoofArgs") == ROOF_ARGUMENTS


def test_settings_are_told_with_what_is_required_first(tmp_path: Path) -> None:
    assert written(tmp_path, SETTINGS, "RoofSettings") == ROOF_SETTINGS


@pytest.mark.parametrize(
    ("stated", "plain"),
    [
        ("Goods", "dict[str, int]"),
        ("Goods | None", "dict[str, int] | None"),
        ("Unique[Price]", "tuple[int, ...]"),
        ("Unique[Goods]", "tuple[dict[str, int], ...]"),
        ("Annotated[Price, 3]", "int"),
        ("Colour", "Literal['red', 'Goods']"),
        ("dict[Price, 'Goods']", "dict[int, dict[str, int]]"),
        ("list[Sold]", "list[dict[str, int]]"),
        ("list[Machine]", "list[Machine]"),
    ],
)
def test_a_type_is_told_without_the_aliases_of_the_project(tmp_path: Path, stated: str, plain: str) -> None:
    assert f"    shown: {plain},\n" in written(tmp_path, TYPES.format(stated), "Shop")


def test_a_constant_is_told_as_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "figures.py").write_text("MOST = 3\n")
    (tmp_path / "house.py").write_text(TYPES.format("int"))

    assert "    other: Machine = 3,\n" in Sources.read(tmp_path, "figures", "house").section("house.Shop")


def test_the_names_that_a_package_exports_are_told_wherever_they_are_defined(tmp_path: Path) -> None:
    (tmp_path / "street").mkdir()
    (tmp_path / "street" / "__init__.py").write_text('from .house import Roof\n\n__all__ = ["Roof"]\n')
    (tmp_path / "street" / "house.py").write_text(COMPONENT)

    assert Sources.read(tmp_path, "street").sections("street") == ROOF


def test_a_name_that_is_not_in_the_sources_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="Chimney is no class in the sources"):
        written(tmp_path, "", "Chimney")
