"""A list of a stack file takes nothing twice, unless that means something."""

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from settings.stack import StackSettings
from settings.words.model import Model
from settings.words.once import EachOnce

REPEATED = {
    "command": "words",
    "args": "words",
    "exec": "words",
    "initContainers": "their names are told apart with those of all containers",
    "writablePaths": "told apart with all other paths that are mounted",
    "hosts": "told apart with host",
    "connectsTo": "told apart by whom they lead to: settings/rules/connections.py",
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
        if each.__module__.startswith("settings."):
            yield each
        yield from models(each)


def is_list(annotation: Any) -> bool:
    """Of lists in a mapping or in another list nobody has thought."""
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


def test_it_refuses_what_it_has_already_or_repetition_means_something() -> None:
    once = str(EachOnce[Any])
    for name, field in lists().items():
        refuses = once.rpartition("AfterValidator")[2] in f"{field.metadata}{field.annotation}"

        assert refuses != (str(field.alias) in REPEATED), name


def test_one_secret_named_twice_by_a_namespace_is_refused() -> None:
    twice = {"shop": {"pullSecrets": ["registry", "registry"]}}

    with pytest.raises(ValidationError, match="expected each once; registry is there twice"):
        TypeAdapter(StackSettings).validate_python({"environment": "development", "namespaces": twice})
