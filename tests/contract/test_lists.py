"""Lists reject duplicates, except lists in which a duplicate has a meaning."""

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from slipway.settings.base import Model
from slipway.settings.fields import UniqueList
from slipway.settings.stack import StackSettings

REPEATED = {
    "command": "words",
    "args": "words",
    "exec": "words",
    "initContainers": "their names are told apart with those of all containers",
    "writablePaths": "told apart with all other paths that are mounted",
    "hosts": "told apart with host",
    "connectsTo": "told apart by whom they lead to: slipway/checks/connections.py",
    "patches": "each works on what those before it left",
    "preferredNodes": "the place says how much each counts",
    "in": "any of them, however often",
    "notIn": "none of them, however often",
    "policies": "the one that allows most counts",
    "pods": "the metric that asks for most counts",
    "objects": "the metric that asks for most counts",
    "external": "the metric that asks for most counts",
}


def models(model: type[Model] = Model) -> Iterator[type[Model]]:
    for each in model.__subclasses__():
        if each.__module__.startswith("slipway.settings."):
            yield each
        yield from models(each)


def is_list(annotation: Any) -> bool:
    """There are no lists in mappings or in other lists yet."""
    if get_origin(annotation) in (Annotated, Union, UnionType):
        return any(map(is_list, get_args(annotation)))
    return get_origin(annotation) is tuple


def lists() -> dict[str, FieldInfo]:
    return {
        f"{model.__name__}.{field.alias}": field
        for model in models()
        for name, field in model.model_fields.items()
        if name in model.__annotations__ and is_list(field.annotation)
    }


def test_every_list_refuses_what_it_has_already_or_repetition_means_something() -> None:
    once = str(UniqueList[Any]).rpartition("AfterValidator")[2].rstrip("]")  # it may be followed by more
    found = lists()
    wrong = [
        name
        for name, field in found.items()
        if (once in f"{field.metadata}{field.annotation}") == (str(field.alias) in REPEATED)
    ]

    assert "ContainerSettings.args" in found
    assert wrong == []


def test_one_secret_named_twice_by_a_namespace_is_refused() -> None:
    twice = {"shop": {"pullSecrets": ["registry", "registry"]}}

    with pytest.raises(ValidationError, match="expected a list without duplicates; registry occurs twice"):
        TypeAdapter(StackSettings).validate_python({"environment": "development", "namespaces": twice})
