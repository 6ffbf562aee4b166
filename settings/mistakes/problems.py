"""What is wrong with a stack's configuration, in words: one line per problem, each with its path."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from settings.mistakes.shape import Place, locate
from settings.namespace import KINDS
from settings.secrets.looks_secret import secret_by_itself, secret_by_name
from settings.words.model import Model
from settings.words.vocabulary import CONFLICT

_KIND_ERRORS = {"union_tag_invalid", "union_tag_not_found"}
_MAPPING_ERRORS = {"model_type", "model_attributes_type", "dict_type"}
_KEY = "[key]"
"""Where pydantic says that a key is wrong; the path shows it already."""
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
        return unknown(place.path[-1], place.siblings)
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
