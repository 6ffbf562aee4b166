"""Which settings there are, and which of them a stack really says."""

import inspect
from collections.abc import Iterator
from typing import Any, get_args

from settings.model import Model


def every_setting(model: type[Model]) -> dict[str, str]:
    """Each setting that `model` leads to, with a path that it is written at. One that several models inherit is one."""
    found: dict[str, str] = {}
    waiting: list[tuple[str, type[Model]]] = [("", model)]
    seen: set[type[Model]] = set()
    while waiting:
        path, each = waiting.pop(0)
        if each in seen:
            continue
        seen.add(each)
        for name, field in each.model_fields.items():
            inner = f"{path}.{field.alias}".lstrip(".")
            if not _is_tag(field.annotation):
                found.setdefault(_name(each, name), inner)
            waiting += [(inner + steps, found_model) for steps, found_model in _models(field.annotation)]
    return found


def said(value: Any) -> Iterator[str]:
    """Each setting that has another value than it has by itself."""
    if isinstance(value, Model):
        for name, field in type(value).model_fields.items():
            mine = getattr(value, name)
            if field.is_required() or mine != field.get_default(call_default_factory=True):
                yield _name(type(value), name)
                yield from said(mine)
    elif isinstance(value, dict):
        for each in value.values():
            yield from said(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from said(each)


def _name(model: type[Model], field: str) -> str:
    """`<model>.<setting>`, by the model whose rule it is."""
    owner = next(each for each in model.__mro__ if field in inspect.get_annotations(each))
    return f"{owner.__name__}.{model.model_fields[field].alias}"


def _is_tag(annotation: Any) -> bool:
    """A setting that can have one value only says what kind it stands in."""
    return len(get_args(annotation)) == 1 and isinstance(get_args(annotation)[0], str)


def _models(annotation: Any) -> Iterator[tuple[str, type[Model]]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield "", annotation
        return
    origin = getattr(annotation, "__origin__", None)
    step = ".<name>" if origin is dict else ".0" if origin is tuple else ""
    for each in get_args(annotation):
        yield from ((step + steps, model) for steps, model in _models(each))
