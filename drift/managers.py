"""Who owns the fields of an object: the field managers that the API server keeps with it.

https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from drift.objects import KEYS, Item, Object, Path, item_of
from slipway.settings.cluster import FIELD_MANAGER

OURS = re.compile(rf"{FIELD_MANAGER}|pulumi-kubernetes.*|pulumi-resource-kubernetes.*")
"""The name in `stack/field_manager.py`, and the names that the provider makes up for patches."""

CONTROLLERS = re.compile(
    r"kube-(controller-manager|scheduler|apiserver|proxy)|kubelet|.*controller.*|.*operator.*|.*autoscaler.*|vpa-.*"
    r"|manager|.*injector.*|cert-manager.*|.*provisioner.*|.*attacher.*|.*resizer.*|cilium.*|istio.*|gke-.*|eks.*"
    r"|.*certgen.*|Go-http-client",
    re.IGNORECASE,
)
"""Managers that work by themselves: of Kubernetes, of clouds, of operators (`manager` is the usual name of their
program). What they add belongs there."""


@dataclass(frozen=True)
class Manager:
    """One field manager of an object, and the fields that it owns."""

    name: str
    time: str
    """The time of its last change, as the API server writes it."""
    subresource: str
    fields: Mapping[str, Any]
    """`fieldsV1`: https://pkg.go.dev/sigs.k8s.io/structured-merge-diff/v6/fieldpath"""

    @property
    def is_ours(self) -> bool:
        """True for the stack itself."""
        return OURS.fullmatch(self.name) is not None

    @property
    def is_controller(self) -> bool:
        """True for a program that changes objects by itself, and for whoever reports a status."""
        return self.subresource == "status" or CONTROLLERS.fullmatch(self.name) is not None

    def owns(self, path: Path) -> bool:
        """True if it owns the value at the path, something in it, or the list that is one value with it."""
        node: Any = self.fields
        for step in path:
            found = _below(node, step)
            if found is None:
                return node == {} and node is not self.fields
            node = found
        return True


def managers(content: Object) -> list[Manager]:
    """All managers of an object, the latest first."""
    entries = content["metadata"].get("managedFields") or []
    found = [
        Manager(
            str(each.get("manager", "")),
            str(each.get("time", "")),
            str(each.get("subresource", "")),
            each.get("fieldsV1") or {},
        )
        for each in entries
    ]
    return sorted(found, key=lambda each: each.time, reverse=True)


def is_ours(live: Object) -> bool:
    """True if a stack has made the object: this one, whose state was lost, or another one."""
    return any(each.is_ours for each in managers(live))


def maker(live: Object) -> str:
    """The field manager that wrote to an object first, with what the object says of itself."""
    people = [each.name for each in reversed(managers(live)) if each.name and not each.is_controller]
    labels = live["metadata"].get("labels") or {}
    by = labels.get("app.kubernetes.io/managed-by")
    name = people[0] if people else "somebody"
    return f"{name} (labelled managed-by: {by})" if by and by.lower() not in name.lower() else name


def owned_paths(manager: Manager) -> Iterator[Path]:
    """The paths that a manager owns: each field, and each item of a list that it has added."""
    yield from _paths(manager.fields, (), "")


def _paths(node: Mapping[str, Any], path: Path, field: str) -> Iterator[Path]:
    for name, below in node.items():
        if name.startswith("f:"):
            yield from _leaf_or_below(below, (*path, name[2:]), name[2:])
        elif name.startswith("k:"):
            item = (*path, _item(field, name))
            if "." in below or not below:
                yield item  # the item itself is its own, or the item is one value
            else:
                yield from _paths(below, item, "")
        elif name.startswith("v:"):
            yield path  # a value of a list that is a set


def _leaf_or_below(node: Mapping[str, Any], path: Path, field: str) -> Iterator[Path]:
    below = {name: each for name, each in node.items() if name != "."}
    if below:
        yield from _paths(below, path, field)
    else:
        yield path


def _item(field: str, name: str) -> Item:
    keys: Mapping[str, Any] = json.loads(name[2:])
    return item_of(KEYS.get(field, tuple(sorted(keys))), keys)


def _below(node: Any, step: str | Item) -> Any:
    if not isinstance(node, Mapping):
        return None
    if isinstance(step, str):
        return node.get(f"f:{step}")
    wanted = dict(step.keys)
    for name, each in node.items():
        if name.startswith("k:") and {key: str(value) for key, value in json.loads(name[2:]).items()} == wanted:
            return each
    return None
