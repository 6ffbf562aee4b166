"""Patches that the API takes, made up from what it says about its objects: hypothesis strategies."""

from collections.abc import Iterable, Mapping
from typing import Any

from hypothesis import strategies as st

from slipway.schema import unions
from slipway.schema.field import ANY, Field, object_of
from slipway.settings.patches import item_step

Strategy = st.SearchStrategy[Any]

WORDS = st.sampled_from(["a", "b-1", "example.com"])
_SPECIAL = {
    "Quantity": st.sampled_from(["1", "500m", "1.5Gi", "2e3", 3]),
    "IntOrString": st.integers(1, 99) | st.sampled_from(["10%", "http"]),
    "Time": st.just("2026-01-01T00:00:00Z"),
}
_IDENTITY = {"apiVersion", "kind", "status"}
_METADATA = {"labels", "annotations"}
"""The metadata that is no identity."""
DEEPEST = 3
"""Below this depth, objects have their required fields only."""


def patches(kind: str, built: Mapping[str, Any]) -> Strategy:
    """Patches of one field of an object of this kind, at any depth. `built` is the object as it is."""
    return _changes(object_of(kind), built)


@st.composite
def _changes(draw: st.DrawFn, field: Field, built: Any) -> Any:
    """A change within a field, or a new value of it."""
    found = built if isinstance(built, Mapping) else {}
    if field.properties and (found or draw(st.booleans())):
        names = _METADATA if field.type_name == "ObjectMeta" else field.properties.keys() - _IDENTITY
        name = draw(st.sampled_from(sorted(names)))
        return {name: draw(_changes(field.field(name) or ANY, found.get(name)))}
    others = field.items.properties.keys() - {*field.merge_keys}
    if field.merge_keys and others and isinstance(built, list) and built and draw(st.booleans()):
        item = draw(st.sampled_from(built))
        keys = {key: item[key] for key in field.merge_keys if key in item}
        name = draw(st.sampled_from(sorted(others)))
        return [{**keys, name: draw(_changes(field.items.field(name) or ANY, item.get(name)))}]
    return draw(values(field))


@st.composite
def values(draw: st.DrawFn, field: Field, depth: int = 0) -> Any:
    """A value of a field, with everything that Kubernetes requires in it."""
    document = field.document
    if field.type_name in _SPECIAL:
        return draw(_SPECIAL[field.type_name])
    if field.properties:
        return draw(_objects(field, depth))
    if field.values.is_typed:
        return draw(st.dictionaries(WORDS, values(field.values, depth + 1), min_size=1, max_size=2))
    if document.get("type") == "array":
        items = (
            _objects(field.items, depth + 1, field.merge_keys) if field.merge_keys else values(field.items, depth + 1)
        )
        found = draw(st.lists(items, min_size=1, max_size=2))
        return list({item_step(field, each): each for each in found}.values()) if field.merge_keys else found
    if "enum" in document:
        return draw(st.sampled_from(document["enum"]))
    plain = {"integer": st.integers(1, 2**31 - 1), "boolean": st.booleans(), "number": st.just(1.5)}
    return draw(plain.get(document.get("type", ""), WORDS))


@st.composite
def _objects(draw: st.DrawFn, field: Field, depth: int, keys: Iterable[str] = ()) -> Any:
    optional = sorted(field.properties.keys() - {*field.required})
    more = [] if depth >= DEEPEST else draw(st.lists(st.sampled_from(optional), max_size=2)) if optional else []
    choices = unions.choices(field)
    chosen = [draw(st.sampled_from(sorted(choices)))] if choices else []
    names = {*field.required, *keys, *chosen, *({*more} - choices)}
    return {name: draw(values(field.field(name) or ANY, depth + 1)) for name in sorted(names)}
