"""Where an error's location lies in the models: the path to show, and which settings exist there."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from slipway.settings.base import CONFLICT, Model
from slipway.settings.kinds import KINDS
from slipway.settings.secret_patterns import secret_by_itself, secret_by_name

_KEY = "[key]"
"""Where pydantic says that a key is wrong; the path shows it already."""


@dataclass(frozen=True)
class Place:
    """A location as a person reads it."""

    path: tuple[str, ...]
    siblings: tuple[str, ...]
    """The settings that exist beside the last step of the path."""
    description: str
    """The documentation of the setting at the path, if it is one."""
    moved: Mapping[str, str]
    """Settings beside it that have another place now."""


def locate(model: type[Model], location: tuple[int | str, ...]) -> Place:
    """Follow pydantic's location through the models; steps that no file spells (tags, `[key]`) are left out."""
    path: list[str] = []
    current: Any = model
    parent: Any = model
    for step in location:
        tagged = _tagged(current)
        if tagged:
            current = tagged.get(str(step))
        elif step != _KEY or _is_model(parent):
            path.append(str(step))
            parent, current = _plain(current), _descend(current, step)
    fields = parent.model_fields if _is_model(parent) else {}
    field = next((field for field in fields.values() if path and field.alias == path[-1]), None)
    return Place(
        path=tuple(path),
        siblings=tuple(field.alias or name for name, field in fields.items()),
        description=(field.description or "").split("\n")[0] if field else "",
        moved=parent.moved if _is_model(parent) else {},
    )


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Model)


def _plain(annotation: Any) -> Any:
    """The type without what is said about it, and without `None`."""
    if get_origin(annotation) is Annotated:
        return _plain(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        members = [member for member in get_args(annotation) if member is not type(None)]
        return _plain(members[0]) if len(members) == 1 else annotation
    return annotation


def _tagged(annotation: Any) -> dict[str, Any]:
    """The members of a discriminated union by tag; empty for every other type."""
    if get_origin(annotation) is not Annotated:
        return {}
    union, *said = get_args(annotation)
    tag = next((each.discriminator for each in said if isinstance(each, FieldInfo) and each.discriminator), None)
    return {each.model_fields[tag].default: each for each in get_args(union)} if isinstance(tag, str) else {}


def _descend(annotation: Any, step: int | str) -> Any:
    annotation = _plain(annotation)
    if _is_model(annotation):
        return next((f.annotation for f in annotation.model_fields.values() if f.alias == step), None)
    arguments = get_args(annotation)
    if get_origin(annotation) is dict:
        return arguments[1]
    return arguments[0] if get_origin(annotation) is tuple else None


_KIND_ERRORS = {"union_tag_invalid", "union_tag_not_found"}
_MAPPING_ERRORS = {"model_type", "model_attributes_type", "dict_type"}
_SECRET_PLACES = {"secrets", "secretEnv", "secretFiles"}
"""Settings below which somebody could write a secret in the place of its name."""
_LONGEST = 80
_LIST_ERRORS = {"tuple_type", "list_type"}


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend, and where."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


def path_of(*steps: object) -> str:
    """The path of a setting as it is written in errors: `namespaces.shop.apps.web.replicas`."""
    return ".".join(_printable(str(step)) for step in steps)


def set_secret(*steps: str) -> str:
    """The command that sets a secret; a step that holds a dot is quoted, and with it the whole for the shell."""
    path = ".".join(f'["{step}"]' if "." in step else step for step in steps).replace(".[", "[")
    option = f"slipway:{path}"
    return f"pulumi config set --path --secret {option if '[' not in option else repr(option)}"


def _printable(step: str) -> str:
    """A line break in a key must not break the line of its problem."""
    return step if step.isprintable() else json.dumps(step)[1:-1]


def got(value: object) -> str:
    """What came instead, short enough for a line. Only for settings: encrypted values are never among them."""
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    text = json.dumps(value, ensure_ascii=True, default=str)
    return text if len(text) <= _LONGEST else f"{text[:60]}... ({len(text)} characters)"


def unknown(name: object, known: Iterable[str], noun: str = "setting") -> str:
    """`unknown setting; did you mean replicas?`, or else everything that could have been meant."""
    known = sorted(known)
    near = get_close_matches(str(name), known, n=1, cutoff=0.6)
    if near:
        return f"unknown {noun}; did you mean {near[0]}?"
    if not known:
        return f"unknown {noun}; there are none here"
    return f"unknown {noun}; expected one of {', '.join(known)}"


def problems_of(error: ValidationError, model: type[Model]) -> list[Problem]:
    """Every problem that pydantic found, in our words."""
    return [_problem(details, model) for details in error.errors(include_url=False)]


def _problem(error: ErrorDetails, model: type[Model]) -> Problem:
    place = locate(model, error["loc"])
    tag = ["kind"] if error["type"] in _KIND_ERRORS else []
    return Problem(path_of(*place.path, *tag), _message(error, place))


def _message(error: ErrorDetails, place: Place) -> str:
    kind, context, came = error["type"], error.get("ctx", {}), _came(error, place)
    if kind == "extra_forbidden":
        return _unknown_or_moved(place)
    if kind == "missing":
        return f"missing, but required: {place.description}"
    if kind in _MAPPING_ERRORS:
        expected = "a mapping of keys and values"
    elif kind in _LIST_ERRORS:
        expected = "a list"
    elif kind == "literal_error":
        expected = f"one of {str(context['expected']).replace(chr(39), '')}"
    elif kind in _KIND_ERRORS:
        tag = error["input"].get("kind")
        return f"{unknown(tag, KINDS, 'kind')}; got {got(tag)}"
    elif kind.startswith("string_"):
        expected = "text"
    elif kind == CONFLICT:
        return error["msg"]
    else:
        return f"{error['msg']}{came}"
    return f"expected {expected}{came}"


def _unknown_or_moved(place: Place) -> str:
    *above, name = place.path
    if name in place.moved:
        return f"this setting has moved; write {path_of(*above, place.moved[name])} instead"
    return unknown(name, place.siblings)


def _came(error: ErrorDetails, place: Place) -> str:
    """What came instead, unless it may be the secret itself: written where its name belongs, or where nothing does."""
    value = error["input"]
    if error["loc"][-1:] == (_KEY,):
        return f"; got {got(value)}"
    if _SECRET_PLACES & {*place.path} or any(map(secret_by_name, place.path[-1:])):
        return "; what came is not shown, because it may be a secret"
    if isinstance(value, str) and secret_by_itself(value):
        return "; what came is not shown, because it is a secret"
    return f"; got {got(value)}"
