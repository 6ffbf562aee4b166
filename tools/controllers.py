"""The controllers of an app's pods in the cluster, as the list of kinds names them."""

from collections.abc import Callable, Mapping
from typing import Any

from slipway.settings.app import Controller
from slipway.settings.kinds import KINDS

Object = Mapping[str, Any]

CONTROLLERS: Mapping[str, Controller] = {each.controller.kind: each.controller for each in KINDS.values()}
"""By the kind of the Kubernetes object."""


def all_resources() -> list[str]:
    """The names of all controllers, and of the resources between them and their pods, for kubectl."""
    return list(dict.fromkeys(name for each in CONTROLLERS.values() for name in (each.resource, *each.owned)))


def counted_resources() -> list[str]:
    """The names of the controllers whose pods become ready and keep running."""
    return [each.resource for each in CONTROLLERS.values() if each.runs != "to completion"]


def count_pods(controller: Object) -> tuple[int, int]:
    """The numbers of ready and of wanted pods of one object."""
    return _COUNTS[CONTROLLERS[controller["kind"]].runs](controller)


def _count_replicas(controller: Object) -> tuple[int, int]:
    return int(controller.get("status", {}).get("readyReplicas", 0)), int(controller["spec"].get("replicas", 1))


def _count_nodes(controller: Object) -> tuple[int, int]:
    """A DaemonSet has no `replicas`: its status counts the nodes that need a pod."""
    status = controller.get("status", {})
    return int(status.get("numberReady", 0)), int(status.get("desiredNumberScheduled", 0))


_COUNTS: Mapping[str, Callable[[Object], tuple[int, int]]] = {
    "in replicas": _count_replicas,
    "on nodes": _count_nodes,
    "to completion": lambda _: (0, 0),
}
