"""Kubernetes objects as JSON: their identity, and the paths of their fields."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Object = Mapping[str, Any]

MISSING = object()
"""No value at a path. (None is a value.)"""


@dataclass(frozen=True, order=True)
class Identity:
    """What an object is called in the cluster. The version of its API is no part of it."""

    group: str
    kind: str
    namespace: str
    """Empty for an object of the cluster."""
    name: str

    @staticmethod
    def of(content: Object) -> "Identity":
        """The identity of a manifest or of an object from the API server."""
        metadata = content["metadata"]
        group = content["apiVersion"].rpartition("/")[0]
        return Identity(group, content["kind"], metadata.get("namespace") or "", metadata["name"])

    def __str__(self) -> str:
        return f"{self.kind} {self.namespace}/{self.name}" if self.namespace else f"{self.kind} {self.name}"


@dataclass(frozen=True, order=True)
class Item:
    """An item of a list whose items have keys, for example `name: web` in `containers`."""

    keys: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return "/".join(value for _, value in self.keys)


Path = tuple[str | Item, ...]

KEYS: Mapping[str, Sequence[str]] = {
    "containers": ("name",),
    "initContainers": ("name",),
    "ephemeralContainers": ("name",),
    "volumes": ("name",),
    "env": ("name",),
    "volumeMounts": ("mountPath",),
    "volumeDevices": ("devicePath",),
    "imagePullSecrets": ("name",),
    "secrets": ("name",),
    "hostAliases": ("ip",),
    "topologySpreadConstraints": ("topologyKey", "whenUnsatisfiable"),
    "ports": ("port", "containerPort", "protocol"),
    "ownerReferences": ("uid",),
}
"""The lists whose items Kubernetes merges by keys, and the keys. All others are one value.
https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy"""

_DEFAULTS = {"protocol": "TCP"}


def items(field: str, values: Any) -> Mapping[Item, Any] | None:
    """The items of a list by their keys. None for a list that is one value, and for what is no list."""
    keys = KEYS.get(field)
    if keys is None or not isinstance(values, list) or not all(isinstance(each, dict) for each in values):
        return None
    found = {item_of(keys, each): each for each in values}
    return found if len(found) == len(values) else None


def item_of(keys: Sequence[str], value: Object) -> Item:
    """The keys of one item. Each kind of port has one of the two numbers."""
    said = {key: value.get(key, _DEFAULTS.get(key)) for key in keys}
    return Item(tuple((key, str(each)) for key, each in said.items() if each is not None))


def value_at(content: Any, path: Path) -> Any:
    """The value at a path, or MISSING."""
    field = ""
    for step in path:
        if isinstance(step, Item):
            content = (items(field, content) or {}).get(step, MISSING)
        else:
            content, field = content.get(step, MISSING) if isinstance(content, Mapping) else MISSING, step
        if content is MISSING:
            return MISSING
    return content


def spoken(path: Path) -> str:
    """`spec.template.spec.containers[web].image`."""
    text = ""
    for step in path:
        if isinstance(step, Item):
            text += f"[{step}]"
        elif re.fullmatch(r"[A-Za-z0-9_-]+", step):
            text += f".{step}"
        else:
            text += f"[{step}]"
    return text.removeprefix(".")
