"""Settings that cannot change after the deployment, although Kubernetes would allow it.

The stack stores them in its state. At the start of an update they are compared with the stack file.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from slipway.checks.problems import Problem, path_of
from slipway.checks.production import protected_namespaces
from slipway.settings.served import ServedSettings
from slipway.settings.service import FaceSettings
from slipway.settings.stack import StackSettings

Remembered = Mapping[str, Any]
"""The stored settings, as JSON from the state. A state from an earlier version of slipway has fewer keys."""

NOTHING = ""
"""No monitoring, or no load balancer class. The state drops keys with the value null."""


def immutable_settings(stack: StackSettings) -> Remembered:
    """The settings to store."""
    return {
        "environment": stack.environment,
        "namespaces": sorted(stack.namespaces),
        "protected": protected_namespaces(stack),
        "monitoring": stack.monitoring.namespace if stack.monitoring else NOTHING,
        "loadBalancers": {
            path: face.load_balancer_class or NOTHING for path, face in _services(stack) if face.type == "LoadBalancer"
        },
        "ipFamilies": {path: face.ip_families[0] for path, face in _services(stack) if face.ip_families},
    }


def _services(stack: StackSettings) -> Iterator[tuple[str, FaceSettings]]:
    """Every Service with the path of its app, or of its own setting if it is a further one."""
    for name, namespace in stack.namespaces.items():
        for app_name, app in namespace.apps.items():
            path = path_of("namespaces", name, "apps", app_name)
            for steps, face in app.faces().items() if isinstance(app, ServedSettings) else ():
                yield path_of(path, *(() if steps == ("service",) else steps)), face.settings


def refused_changes(before: Remembered, after: Remembered) -> list[Problem]:
    """Every change from `before` to `after` that is not allowed."""
    return [
        *_protected(before, after),
        *_monitoring(before, after),
        *_load_balancers(before, after),
        *_ip_families(before, after),
    ]


def _protected(before: Remembered, after: Remembered) -> Iterator[Problem]:
    protected = before.get("protected", [])
    if protected and after["environment"] != "production":
        message = (
            f"this stack is in production, and {_listed(protected)} protected; expected production. To change it, "
            "first set deletable: <reason> in each of these namespaces and run `pulumi up`"
        )
        yield Problem(path_of("environment"), message)
        return
    remaining = [*after["namespaces"], *([after["monitoring"]] if after["monitoring"] else [])]
    for name in protected:
        if name not in remaining and name != before.get("monitoring"):
            yield Problem(path_of("namespaces", name), _goes(f"namespaces.{name}"))
    if before.get("monitoring") in protected and not after["monitoring"]:
        yield Problem("monitoring", _goes("monitoring"))


def _goes(path: str) -> str:
    return (
        "holds production data and is protected: its removal deletes the namespace with every volume in it. Expected "
        f"it to stay, under this name. To remove it, first set {path}.deletable: <reason> and run `pulumi up`"
    )


def _monitoring(before: Remembered, after: Remembered) -> Iterator[Problem]:
    old, new = before.get("monitoring"), after["monitoring"]
    if old and new and old != new:
        message = (
            f"monitoring is in the namespace {old} and cannot move to {new}: its metrics would be deleted, and a "
            f"cluster can have the chart only once. Expected {old}. To start again in {new}, remove monitoring from "
            "the stack file, run `pulumi up`, and add it again"
        )
        yield Problem(path_of("monitoring", "namespace"), message)


def _load_balancers(before: Remembered, after: Remembered) -> Iterator[Problem]:
    for path, old in before.get("loadBalancers", {}).items():
        new = after["loadBalancers"].get(path, old)
        if new != old:
            message = (
                f"the load balancer has {_class(old)} and cannot change to {_class(new)}: the field is immutable in "
                f"Kubernetes. Expected {_class(old)}. To change it without downtime, add a second app with the new "
                "class, move clients to its address, then remove this app"
            )
            yield Problem(_setting(path, "loadBalancerClass"), message)


def _setting(path: str, name: str) -> str:
    """The setting of a Service. The path of an app stands for its `service`."""
    further = path.split(".")[-2] == "services"
    return path_of(path, *(() if further else ("service",)), name)


def _ip_families(before: Remembered, after: Remembered) -> Iterator[Problem]:
    for path, old in before.get("ipFamilies", {}).items():
        new = after["ipFamilies"].get(path, old)
        if new != old:
            message = (
                f"the Service has an address of {old} first, and the first family is immutable in Kubernetes; expected "
                f"{old} first. For one of {new}, add a further Service in services, and move clients to its name"
            )
            yield Problem(_setting(path, "ipFamilies"), message)


def _class(name: str) -> str:
    return f"the class {name}" if name else "the cluster's default class"


def _listed(names: list[str]) -> str:
    return f"{', '.join(names)} {'is' if len(names) == 1 else 'are'}"
