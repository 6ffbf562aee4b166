from pathlib import Path

import pytest

from tools.api_reference import section
from tools.python_sources import Sources

COMPONENT = '''
from pulumi import ComponentResource, Output
from pulumi_kubernetes.core.v1 import ConfigMap, Service
from helpers import rest

class Roof(ComponentResource):
    """What is above."""

    slope: Output[int]
    """In degrees,
    or unknown."""

    def __init__(self, name: str, *, tiles: int = 3) -> None:
        self.service = Service(name)
        self.label = rest(name)
        self._hidden = ConfigMap(name)
        if tiles:
            self.config_map = self.made(name)

    def made(self, name: str) -> ConfigMap: ...

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
| `config_map` | `ConfigMap` | Only when the settings ask for it. |
| `height` | `int \\| None` | How high it is. |
| `service` | `Service` | |
| `slope` | `Output[int]` | In degrees, or unknown. |
"""
ARGUMENTS = '''
from pulumi import ComponentResource, Output
from pulumi_kubernetes.core.v1 import Service
from typing import TypedDict
from typing_extensions import Required, Unpack

class RoofArgs(TypedDict, total=False):
    """Of every roof."""

    house: Required[str]
    """What it is on."""
    tiles: int
    """How many."""

class Reached:
    service: Service
    words: str

def reach() -> Reached: ...

class Roof(ComponentResource):
    """What is above."""

    def __init__(self, name: str, **args: Unpack[RoofArgs]) -> None:
        reached = reach()
        self.service, self.words = reached.service, reached.words
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

The keyword arguments are those of [RoofArgs](#roofargs).

| attribute | type | meaning |
|---|---|---|
| `service` | `Service` | |
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


def written(folder: Path, text: str, name: str) -> str:
    (folder / "house.py").write_text(text)
    sources = Sources(folder)
    return section(sources, sources.find("house", name))


def test_a_component_is_told_with_its_arguments_and_the_resources_that_it_holds(tmp_path: Path) -> None:
    assert written(tmp_path, COMPONENT, "Roof") == ROOF


def test_a_constructor_that_is_inherited_comes_with_the_words_of_the_class_that_has_it(tmp_path: Path) -> None:
    text = written(tmp_path, f'{COMPONENT}\nclass Gable(Roof):\n    """With two sides."""\n', "Gable")

    assert "Gable(\n    name: str,\n    *,\n    tiles: int = 3,\n)\n```\n\nWith two sides.\n\nWhat is above.\n" in text


def test_keyword_arguments_that_a_typed_dict_describes_are_told_one_by_one(tmp_path: Path) -> None:
    assert written(tmp_path, ARGUMENTS, "Roof") == ROOF_WITH_ARGUMENTS
    assert written(tmp_path, ARGUMENTS, "RoofArgs") == ROOF_ARGUMENTS


def test_settings_are_told_with_what_is_required_first(tmp_path: Path) -> None:
    assert written(tmp_path, SETTINGS, "RoofSettings") == ROOF_SETTINGS


def test_a_function_is_told_with_what_it_returns(tmp_path: Path) -> None:
    text = written(tmp_path, 'def build(height: int = 2) -> str:\n    """Builds it."""\n', "build")

    assert text == "\n### build\n\n```python\nbuild(\n    height: int = 2,\n) -> str\n```\n\nBuilds it.\n"


def test_a_name_that_is_not_in_the_sources_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="Chimney is not in the sources"):
        written(tmp_path, "", "Chimney")
