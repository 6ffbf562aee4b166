"""The kinds of controllers that run an app's pods. A new kind is one entry here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Object = Mapping[str, Any]


def _count_replicas(controller: Object) -> tuple[int, int]:
    return int(controller.get("status", {}).get("readyReplicas", 0)), int(controller["spec"].get("replicas", 1))


def _count_nodes(controller: Object) -> tuple[int, int]:
    """A DaemonSet has no `replicas`: its status counts the nodes that need a pod."""
    status = controller.get("status", {})
    return int(status.get("numberReady", 0)), int(status.get("desiredNumberScheduled", 0))


@dataclass(frozen=True)
class Controller:
    """One kind of controller."""

    resource: str
    """The name that kubectl uses: `deployments`."""
    count_pods: Callable[[Object], tuple[int, int]] | None = None
    """Returns the numbers of ready and of wanted pods. None: the pods run to completion."""
    owned: tuple[str, ...] = ()
    """Resources between the controller and its pods."""


CONTROLLERS: Mapping[str, Controller] = {
    "Deployment": Controller("deployments", _count_replicas, owned=("replicasets",)),
    "StatefulSet": Controller("statefulsets", _count_replicas),
    "DaemonSet": Controller("daemonsets", _count_nodes),
    "Job": Controller("jobs"),
}


def all_resources() -> list[str]:
    """The names of all controllers, and of the resources between them and their pods."""
    return [name for each in CONTROLLERS.values() for name in (each.resource, *each.owned)]


def counted_resources() -> list[str]:
    """The names of the controllers whose pods become ready and keep running."""
    return [each.resource for each in CONTROLLERS.values() if each.count_pods]


def count_pods(controller: Object) -> tuple[int, int]:
    """The numbers of ready and of wanted pods of one object."""
    count = CONTROLLERS[controller["kind"]].count_pods
    return count(controller) if count else (0, 0)
