"""Problems of a stack file: path and message, made from the errors of pydantic or by the checks."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from slipway.checks.secret_search import holds_secret
from slipway.settings.base import CONFLICT, LARGEST_SHOWN, Model, in_quotes
from slipway.settings.kinds import KINDS
from slipway.settings.written import WrittenFloat, WrittenInt, text_of

_KEY = "[key]"
"""The step that pydantic adds for a wrong key. The path shows the key already."""


@dataclass(frozen=True)
class Place:
    """The location of an error in the stack file."""

    path: tuple[str, ...]
    siblings: tuple[str, ...]
    """The settings that are allowed at the last step of the path."""
    description: str
    """The first sentence of the documentation of the setting at the path, if it is one."""
    moved: Mapping[str, str]
    """Settings beside it that have another place now."""


def locate(model: type[Model], location: tuple[int | str, ...]) -> Place:
    """Follow pydantic's location through the models. Steps that are not in the file (tags, `[key]`) are left out."""
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
        description=_first_sentence(field.description or "") if field else "",
        moved=parent.moved if _is_model(parent) else {},
    )


def _first_sentence(documentation: str) -> str:
    return re.split(r"[.:](?=\s|$)", " ".join(documentation.split()), maxsplit=1)[0]


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Model)


def _plain(annotation: Any) -> Any:
    """The type without `Annotated` and without `None`."""
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
_MAPPING_ERRORS = {"model_type", "model_attributes_type", "dict_type", *_KIND_ERRORS}
_SECRET_PLACES = {"secrets", "secretEnv", "secretFiles", "receivers"}
"""Settings in which somebody may write a secret instead of its name."""
_LONGEST = 80
NOT_SHOWN = "a value that is not shown, because it may be a secret"
_HIDDEN = "<not shown>"
_WITH_PASSWORD = re.compile(r":[^\s/@:]{1,256}@(?!sha\d)\S")
"""A host with a user and a password, without a scheme. A password without an upper bound would be searched for in
quadratic time."""
_LIST_ERRORS = {"tuple_type", "list_type"}


@dataclass(frozen=True, order=True)
class Problem:
    """One error, with the path of the setting."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


def path_of(*steps: object) -> str:
    """The path of a setting in an error: `namespaces.shop.apps.web.replicas`."""
    return ".".join(_printable(str(step)) for step in steps)


def set_secret(*steps: str) -> str:
    """The command that sets a secret. A step with a dot is quoted, and then the whole path is quoted for the shell."""
    path = ".".join(f'["{step}"]' if "." in step else step for step in steps).replace(".[", "[")
    option = f"slipway:{path}"
    return f"pulumi config set --path --secret {option if '[' not in option else repr(option)}"


def may_be_shown(value: object, name: str = "") -> bool:
    """False for a value that may be a secret, by the one judgement of secrets. `name` is what the value is called."""
    return not holds_secret(value, name) and not (isinstance(value, str) and _WITH_PASSWORD.search(value))


@lru_cache(maxsize=10_000)
def _printable(step: str) -> str:
    """A step without the secret that somebody wrote as a key, and with line breaks escaped: a problem is one line."""
    if not may_be_shown(step):
        return _HIDDEN
    return step if step.isprintable() else json.dumps(step)[1:-1]


def got(value: object) -> str:
    """A value of the stack file, short enough for a line, unless it may be a secret."""
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, int | float) and not isinstance(value, bool):
        if abs(value) >= LARGEST_SHOWN:
            return "a number of more than 40 digits"
        if isinstance(value, WrittenInt | WrittenFloat):
            return str(text_of(value))
    if not may_be_shown(value):
        return NOT_SHOWN
    text = json.dumps(value, ensure_ascii=True, default=str)
    return text if len(text) <= _LONGEST else f"{text[:60]}... ({len(text)} characters)"


def unknown(name: str, known: Iterable[str], noun: str = "setting", *, named: bool = False) -> str:
    """`unknown setting; did you mean replicas?`, or all known names if none is similar.

    `named` adds the name, for a path that does not end with it: `unknown app "datbase" of shop; did you mean database?`
    """
    known = sorted(known)
    kind, of, owner = noun.partition(" of ")
    subject = f"{kind} {got(name)}{of}{owner}" if named else noun
    near = get_close_matches(name, known, n=1, cutoff=0.6)
    if near:
        return f"unknown {subject}; did you mean {near[0]}?"
    if not known:
        return f"unknown {subject}; there are none here"
    return f"unknown {subject}; expected one of {', '.join(known)}"


def problems_of(error: ValidationError, model: type[Model]) -> list[Problem]:
    """Every error of pydantic as a problem."""
    return [_problem(details, model) for details in error.errors(include_url=False)]


def _problem(error: ErrorDetails, model: type[Model]) -> Problem:
    place = locate(model, error["loc"])
    tag = ["kind"] if error["type"] in _KIND_ERRORS and isinstance(error["input"], dict) else []
    return Problem(path_of(*place.path, *tag), _message(error, place))


def _message(error: ErrorDetails, place: Place) -> str:
    kind = error["type"]
    if kind == "extra_forbidden":
        return _unknown_or_moved(place)
    if kind == "missing":
        return f"missing; required: {_lower(place.description)}"
    if kind in _KIND_ERRORS and isinstance(error["input"], dict):
        tag = error["input"].get("kind")
        known = f"expected one of {', '.join(sorted(KINDS))}; got {got(tag)}"
        return unknown(tag, KINDS, "kind", named=True) if isinstance(tag, str) else known
    if kind == CONFLICT:
        return _without_secrets(error["msg"], error["input"])
    if error.get("ctx", {}).get("unquoted") and _shown(error, place):
        return f"expected a string; {_quotes(error['input'])}"
    return f"{_expectation(error)}{_came(error, place)}"


def _expectation(error: ErrorDetails) -> str:
    kind = error["type"]
    if kind in _MAPPING_ERRORS:
        return "expected a mapping of keys and values"
    if kind in _LIST_ERRORS:
        return "expected a list"
    if kind == "literal_error":
        return f"expected one of {error['ctx']['expected'].replace(chr(39), '')}"
    return "expected a string" if kind.startswith("string_") else error["msg"]


def _quotes(value: Any) -> str:
    """The way to write a value that YAML did not read as a string."""
    if value is None:
        return 'YAML reads an empty value as null: write ""'
    quoted = json.dumps(in_quotes(value))
    if isinstance(value, bool):
        return f"YAML reads it as a boolean: write it in quotes, {quoted}"
    if isinstance(value, WrittenInt | WrittenFloat):
        return (
            f"this value does not come from the stack file, so only the number {in_quotes(value)} is known, not how it "
            f"is written: write it in quotes, for example {quoted}"
        )
    return f"YAML reads it as a number: write it in quotes, for example {quoted}"


def _lower(sentence: str) -> str:
    """The sentence as a part of another one; an abbreviation keeps its capital letters."""
    return sentence[:1].lower() + sentence[1:] if sentence[1:2].islower() or sentence[1:2] == " " else sentence


def _unknown_or_moved(place: Place) -> str:
    *above, name = place.path
    if new := place.moved.get(name):
        kept = len(above) - new.count("../")
        return f"this setting has moved; write {path_of(*above[:kept], new.replace('../', ''))} instead"
    return unknown(name, place.siblings)


def _came(error: ErrorDetails, place: Place) -> str:
    if _shown(error, place):
        return f"; got {got(error['input'])}"
    return "; the value is not shown, because it may be a secret"


def _shown(error: ErrorDetails, place: Place) -> bool:
    """False for a value that may be a secret, in a setting for names of secrets or by the one judgement."""
    if error["loc"][-1:] == (_KEY,):
        return may_be_shown(error["input"])
    name = next((step for step in reversed(place.path) if not step.isdecimal()), "")
    return not _SECRET_PLACES & {*place.path} and may_be_shown(error["input"], name)


def _without_secrets(message: str, value: Any) -> str:
    """The message without the texts of the value that may be secrets: it may quote a key or an item."""
    for text in sorted({*_texts(value)}, key=len, reverse=True):
        if text in message and not may_be_shown(text):
            message = message.replace(text, _HIDDEN)
    return message


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (each for pair in value.items() for part in pair for each in _texts(part))
    elif isinstance(value, list | tuple):
        yield from (each for item in value for each in _texts(item))
