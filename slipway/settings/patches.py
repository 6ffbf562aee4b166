"""Patches: fields of Kubernetes objects that have no setting."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field, JsonValue, model_validator

from slipway.schema.field import ANY, object_of
from slipway.schema.field import Field as ObjectField
from slipway.settings.base import Model, conflict, described_as
from slipway.settings.fields import Reason
from slipway.settings.written import numbers_of

DIRECTIVE, DELETE = "$patch", "delete"
"""Deletes an item of a list: `{name: metrics, $patch: delete}`."""

Path = tuple[str, ...]
"""The steps to a field. An item of a merged list is a step `[<key>]`."""


def leaves(patch: Mapping[str, Any], field: ObjectField = ANY, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """The fields that a patch sets, with their values. An item that the patch deletes or only names counts as one."""
    for name, value in patch.items():
        here, inner = (*path, name), field.field(name) or ANY
        if inner.merge_keys and isinstance(value, list) and value:
            for item in value:
                yield from _of_item(item, inner, here)
        elif isinstance(value, Mapping) and value:
            yield from leaves(value, inner, here)
        else:
            yield here, value


def _of_item(item: Any, field: ObjectField, path: Path) -> Iterator[tuple[Path, Any]]:
    here = (*path, item_step(field, item))
    if not isinstance(item, Mapping) or DIRECTIVE in item or item.keys() <= {*field.merge_keys}:
        yield here, item
    else:
        yield from leaves({key: value for key, value in item.items() if key not in field.merge_keys}, field.items, here)


def item_step(field: ObjectField, item: object) -> str:
    """The step of an item: `[web]`, or `[8080/TCP]` for a list with two merge keys; `[]` for an item without them."""
    return f"[{'/'.join(map(str, field.item_key(item) or ()))}]"


def items(value: object, field: ObjectField) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The items of a merged list in a patch, each with its step. Items without the merge keys are left out."""
    for item in value if isinstance(value, list) and field.merge_keys else ():
        if isinstance(item, Mapping) and field.item_key(item) is not None:
            yield item_step(field, item), item


def value_at(patch: object, path: Path) -> Any:
    """The value at a path of mappings; None if there is none."""
    for step in path:
        patch = patch.get(step) if isinstance(patch, Mapping) else None
    return patch


def deletes(item: object) -> bool:
    """True for an item that the patch takes out of its list."""
    return isinstance(item, Mapping) and item.get(DIRECTIVE) == DELETE


def spelt(path: Path) -> str:
    """A path as text: `spec.template.spec.containers[web].image`."""
    return ".".join(path).replace(".[", "[")


_EXACT = 2**53 - 1
"""The largest number that Pulumi passes on without a loss: it passes every number as a float of 64 bits."""


def inexact(value: object) -> Iterator[str]:
    """An error for each whole number that would arrive as another one."""
    for path, number in numbers_of(value):
        if abs(number) > _EXACT and number % 1 == 0:
            yield f"{spelt(path)}: expected a number of at most {_EXACT:,}; larger ones lose digits; as text: quote it"


ObjectReference = Annotated[
    str,
    Field(pattern=r"^[A-Z][A-Za-z]+(/[a-z0-9]([-.a-z0-9]*[a-z0-9])?)?$", max_length=300),
    described_as("the kind of an object of the app, or kind/suffix for the object <app>-<suffix>", "Deployment"),
]


class PatchSettings(Model):
    """A strategic merge patch for one object. Mappings are merged, and so are lists with merge keys (containers by
    name, ports by number and protocol); other lists are replaced. `null` deletes a field, `$patch: delete` an item of a
    merged list.
    """

    object: ObjectReference
    """The kind of the object, for example `Deployment`, or `Service/headless` for `<app>-headless`."""
    reason: Reason
    """The reason for the patch. It becomes an annotation of the object, and every preview shows it."""
    patch: dict[str, JsonValue]
    """Fields of the Kubernetes object: `{spec: {template: {spec: {setHostnameAsFQDN: true}}}}`."""

    @property
    def kind(self) -> str:
        """The kind of the object."""
        return self.object.partition("/")[0]

    def leaves(self) -> list[tuple[Path, Any]]:
        """The fields that it sets, with their values."""
        return list(leaves(self.patch, object_of(self.kind)))

    def paths(self) -> list[str]:
        """The paths that it sets."""
        return [spelt(path) for path, _ in self.leaves()]

    def told(self) -> str:
        """The paths that it sets and the reason, on one line."""
        return f"{', '.join(self.paths())}: {self.reason}"

    @model_validator(mode="after")
    def _keeps_its_numbers(self) -> "PatchSettings":
        for message in inexact(self.patch):
            raise conflict(message)
        return self

    @model_validator(mode="after")
    def _says_something(self) -> "PatchSettings":
        if not self.patch:
            raise conflict("expected at least one field, for example {spec: {minReadySeconds: 5}}; the patch is empty")
        return self
