"""The list of all settings, and the settings that a stack sets."""

import inspect
from collections.abc import Iterator
from typing import Any, get_args

from slipway.settings.base import Model


def every_setting(model: type[Model]) -> dict[str, str]:
    """Each setting below `model`, with one of its paths. A setting that several models inherit counts once."""
    found: dict[str, str] = {}
    for each, path in _reached(model).items():
        for name, field in each.model_fields.items():
            if not _is_tag(field.annotation):
                found.setdefault(name_of(each, name), f"{path}.{field.alias}".lstrip("."))
    return found


def fields_by_owner(model: type[Model]) -> set[tuple[type[Model], str]]:
    """The same settings, each with the model that defines it and its Python name."""
    return {
        (_owner(each, name), name)
        for each in _reached(model)
        for name, field in each.model_fields.items()
        if not _is_tag(field.annotation)
    }


def _reached(model: type[Model]) -> dict[type[Model], str]:
    """Each model with its shortest path."""
    waiting: list[tuple[str, type[Model]]] = [("", model)]
    reached: dict[type[Model], str] = {}
    while waiting:
        path, each = waiting.pop(0)
        if each not in reached:
            reached[each] = path
            for field in each.model_fields.values():
                inner = f"{path}.{field.alias}".lstrip(".")
                waiting += [(inner + steps, found) for steps, found in _models(field.annotation)]
    return reached


def said(value: Any) -> Iterator[str]:
    """Each setting with a value that is not the default."""
    if isinstance(value, Model):
        for name, field in type(value).model_fields.items():
            mine = getattr(value, name)
            if field.is_required() or mine != field.get_default(call_default_factory=True):
                yield name_of(type(value), name)
                yield from said(mine)
    elif isinstance(value, dict):
        for each in value.values():
            yield from said(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from said(each)


def name_of(model: type[Model], field: str) -> str:
    """`<model>.<setting>`, with the model that defines the setting."""
    return f"{_owner(model, field).__name__}.{model.model_fields[field].alias}"


def _owner(model: type[Model], field: str) -> type[Model]:
    return next(each for each in model.__mro__ if field in inspect.get_annotations(each))


def _is_tag(annotation: Any) -> bool:
    """True for a setting with only one possible value, which only names its kind."""
    return len(get_args(annotation)) == 1 and isinstance(get_args(annotation)[0], str)


def _models(annotation: Any) -> Iterator[tuple[str, type[Model]]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield "", annotation
        return
    origin = getattr(annotation, "__origin__", None)
    step = ".<name>" if origin is dict else ".0" if origin is tuple else ""
    for each in get_args(annotation):
        yield from ((step + steps, model) for steps, model in _models(each))
