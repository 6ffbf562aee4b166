"""One setting on the page docs/settings.md: its form, its default and its meaning."""

import json
import re
import types
from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined, to_jsonable_python

from slipway.settings.base import Model, described_as
from slipway.settings.quantity import BytesRange, CpuRange

Link = Callable[[type[Model]], str]
"""A link to the description of a model."""

_DEFAULT = re.compile(r"(?:^|(?<=\s))Default:? (.+?)\.(?:\s+|$)")
"""The sentence of a docstring that explains the default."""
_REQUIRED = re.compile(r"(?:^|(?<=\s))Required\.(?:\s+|$)")


def models_in(annotation: Any, about: Sequence[Any] = ()) -> Iterator[type[Model]]:
    """The models in a type, except those that are written as one word (`2m..10m`)."""
    if any(isinstance(each, described_as) for each in about):
        return
    if get_origin(annotation) is Annotated:
        inner, *said = get_args(annotation)
        yield from models_in(inner, said)
    elif isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    else:
        for argument in get_args(annotation):
            yield from models_in(argument)


def row(setting: FieldInfo, link: Link) -> str:
    """The row of a setting in the table of its section."""
    documentation = " ".join((setting.description or "").split())
    explained = _DEFAULT.search(documentation)
    default = _default(setting, explained[1] if explained else "")
    meaning = _REQUIRED.sub("", _DEFAULT.sub("", documentation)).strip()
    form = _form(setting.annotation, setting.metadata, link)
    return f"| `{setting.alias}` | {form} | {default} | {meaning} |"


def _default(setting: FieldInfo, explained: str) -> str:
    """The value of the default, or its explanation in the docstring."""
    if setting.is_required():
        return "**required**"
    value = setting.get_default()
    if explained or value is PydanticUndefined or value is None or value in ((), {}):
        return explained
    if isinstance(value, Model):
        changed = value != type(value).model_construct()
        return f"`{{{', '.join(_as_written(value))}}}`" if changed else ""
    return f"`{json.dumps(to_jsonable_python(value, exclude_none=True))}`"


def _as_written(value: Model) -> Iterator[str]:
    """The settings of an object, as in a stack file."""
    for name, setting in type(value).model_fields.items():
        match getattr(value, name):
            case CpuRange() | BytesRange() as span:
                yield f"{setting.alias}: {span.told()}"
            case None:
                pass
            case other:
                yield f"{setting.alias}: {json.dumps(to_jsonable_python(other, exclude_none=True))}"


def _form(annotation: Any, metadata: Sequence[Any], link: Link) -> str:
    """The values that a setting takes, in the words of its error message."""
    said = next((each for each in metadata if isinstance(each, described_as)), None)
    if said:
        return f"{said.what}, for example `{said.example}`"
    if get_origin(annotation) is Annotated:
        inner, *about = get_args(annotation)
        return _form(inner, about, link)
    return _plain_form(annotation, link)


def _plain_form(annotation: Any, link: Link) -> str:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return link(annotation)
    if origin is Literal:
        return " or ".join(f"`{argument}`" for argument in arguments)
    if origin in (Union, types.UnionType):
        return " or ".join(_form(argument, [], link) for argument in arguments if argument is not type(None))
    if origin is dict:
        return f"{_form(arguments[0], [], link)} → {_form(arguments[1], [], link)}"
    if origin is tuple:
        return f"a list of: {_form(arguments[0], [], link)}"
    return {str: "text", bool: "`true` or `false`", int: "a whole number"}.get(annotation, "anything")
