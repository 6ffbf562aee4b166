"""The values of a patch, or of a whole object, against the API's own description of its objects, without a cluster."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from slipway.checks.problems import NOT_SHOWN, got, may_be_shown, unknown
from slipway.schema.bounds import broken_bound
from slipway.schema.field import Field, object_of, version
from slipway.schema.unions import broken_choice
from slipway.settings.patches import DELETE, DIRECTIVE, PatchSettings, Path, deletes, item_step

Wrong = tuple[Path, str]
"""The path in the object, and the message."""

QUANTITY = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([numkMGTPE]?|[KMGTPE]i|[eE][+-]?[0-9]+)")
"""https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/"""
# The API server makes another number of one that is too large, without a word: 5 of 4294967301.
_RANGES = {"int32": 2**31, "int64": 2**63}
_PLAIN = {"string": "a string, in quotes", "boolean": "true or false", "number": "a number"}


def wrong_values(patch: PatchSettings) -> Iterator[Wrong]:
    """Every value that the API server would not decode, and every field that it does not know."""
    yield from _of_object(patch.patch, object_of(patch.kind), ())


def wrong_content(content: Mapping[str, Any], field: Field) -> Iterator[Wrong]:
    """The same for a whole object, and every field that it lacks."""
    yield from _of_object(content, field, (), merged=False)


def _wrong(value: Any, field: Field, path: Path, *, merged: bool = True) -> Iterator[Wrong]:
    """`merged` is false in a whole object, and within a list that is replaced: there nothing is deleted, and required
    fields are needed.
    """
    if value is None and (merged or field.is_nullable):
        return
    special = "IntOrString" if field.is_int_or_string else field.type_name
    if special in _SPECIAL:
        accepts, what = _SPECIAL[special]
        if not accepts(value):
            yield path, f"expected {what}; {_came(path, value)}"
    elif field.properties or field.values.is_typed:
        yield from _of_object(value, field, path, merged=merged)
    elif field.document.get("type") == "array":
        yield from _of_list(value, field, path, merged=merged)
    elif field.is_typed and field.document.get("type") != "object":
        yield from _of_plain(value, field, path)
    elif field.is_typed and not isinstance(value, Mapping):
        yield path, f"expected a mapping{_of(field)}; {_came(path, value)}"
    elif merged and isinstance(value, Mapping | list):
        yield from _of_unknown(value, path)


def _of_object(value: Any, field: Field, path: Path, *, merged: bool = True) -> Iterator[Wrong]:
    if not isinstance(value, Mapping):
        yield path, f"expected a mapping{_of(field)}; {_came(path, value)}"
        return
    for name, inner in value.items():
        here, found = (*path, name), field.field(name)
        if name == DIRECTIVE:
            yield here, f"expected {DIRECTIVE} only as {DIRECTIVE}: {DELETE} in an item of a list with merge keys"
        elif found is None and field.type_name:
            noun = f"field of {field.type_name}"
            yield here, f"{unknown(name, field.properties, noun)} (Kubernetes {version()})"
        elif found is None:
            yield here, f"{unknown(name, field.properties, 'field')} (its definition)"
        elif inner is None and name in field.required:
            yield here, f"{_requires(field)}; expected another value, not null"
        else:
            yield from _wrong(inner, found, here, merged=merged)
    missing = [] if merged else [name for name in field.required if name not in value]
    if missing:
        yield path, f"needs {' and '.join(missing)} too; {_requires(field)}"
    if not merged and (broken := broken_choice(value, field)):
        yield path, broken


def _of_list(value: Any, field: Field, path: Path, *, merged: bool = True) -> Iterator[Wrong]:
    if not isinstance(value, list):
        yield path, f"expected a list; {_came(path, value)}"
    elif broken := broken_bound(value, field.document):
        yield path, broken
    elif field.merge_keys:
        yield from _of_merged_list(value, field, path, merged=merged)
    else:
        for index, item in enumerate(value):
            yield from _wrong(item, field.items, (*path, f"[{index}]"), merged=False)


def _of_merged_list(items: list[Any], field: Field, path: Path, *, merged: bool = True) -> Iterator[Wrong]:
    keys = " and ".join(field.merge_keys)
    if not items and merged:
        yield path, f"an empty list changes nothing; to remove an item write {{{keys}: ..., {DIRECTIVE}: {DELETE}}}"
    seen = set()
    for item in items:
        here = (*path, item_step(field, item))
        if not isinstance(item, Mapping) or (key := field.item_key(item)) is None:
            yield path, f"Kubernetes merges this list by {keys}; expected {keys} in every item"
        elif repr(key) in seen:
            yield here, f"expected each item once; there are two with this {keys}"
        elif not (merged and deletes(item)):
            yield from _of_object(item, field.items, here, merged=merged)
        elif others := sorted(item.keys() - {*field.merge_keys, DIRECTIVE}):
            yield here, f"expected only {keys} beside {DIRECTIVE}: {DELETE}; got {', '.join(map(got, others))} too"
        seen.add(repr(field.item_key(item)))


def _of_plain(value: Any, field: Field, path: Path) -> Iterator[Wrong]:
    kind, choices = field.document.get("type"), field.document.get("enum")
    limit = _RANGES.get(field.document.get("format", ""), 2**63)
    if choices and value not in choices:
        yield path, f"expected one of {', '.join(map(str, choices))}; {_came(path, value)}"
    elif kind == "integer" and not (_is_whole(value) and -limit <= value < limit):
        yield path, f"expected a whole number up to {limit - 1}; {_came(path, value)}"
    elif kind in _PLAIN and not _is_plain(kind, value):
        yield path, f"expected {_PLAIN[kind]}; {_came(path, value)}"
    elif broken := broken_bound(value, field.document):
        yield path, f"{broken}; {_came(path, value)}"


def _of_unknown(value: Any, path: Path) -> Iterator[Wrong]:
    """Within a field that the API does not describe, for example of a custom resource, only the directive is wrong."""
    inside = value.items() if isinstance(value, Mapping) else ((f"[{index}]", each) for index, each in enumerate(value))
    for name, inner in inside:
        if name == DIRECTIVE:
            yield (*path, name), f"expected no {DIRECTIVE}; lists of this object have no merge keys, and are replaced"
        elif isinstance(inner, Mapping | list):
            yield from _of_unknown(inner, (*path, name))


def _is_whole(value: Any) -> bool:
    """A number like 5.0 counts too: the engine has one form for all numbers."""
    return not isinstance(value, bool) and (isinstance(value, int) or (isinstance(value, float) and value.is_integer()))


def _is_plain(kind: str, value: Any) -> bool:
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, {"string": str, "boolean": bool}[kind])


def _is_quantity(value: Any) -> bool:
    if isinstance(value, str):
        return QUANTITY.fullmatch(value) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_int_or_string(value: Any) -> bool:
    return isinstance(value, str) or (_is_whole(value) and -(2**31) <= value < 2**31)


_SPECIAL = {
    "Quantity": (_is_quantity, "a quantity, for example 500m or 1Gi"),
    "IntOrString": (_is_int_or_string, "a whole number or a string"),
}


def _requires(field: Field) -> str:
    return f"Kubernetes requires it in {field.type_name}" if field.type_name else "its definition requires it"


def _of(field: Field, before: str = " of ") -> str:
    return f"{before}{field.type_name}" if field.type_name else ""


def _came(path: Path, value: Any) -> str:
    """What came. A value that may be a secret is not shown."""
    named = [step.strip("[]") for step in path]
    return f"got {got(value) if all(may_be_shown(value, name) for name in named) else NOT_SHOWN}"
