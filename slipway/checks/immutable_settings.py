"""What cannot change while it is deployed, although no single object of Kubernetes says so.

A stack remembers these words of its settings, and an update begins by comparing them with what the file says now.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from slipway.checks.problems import Problem, path_of
from slipway.checks.production import protected_namespaces
from slipway.settings.stack import StackSettings
from slipway.settings.workloads import ServiceAppSettings

Remembered = Mapping[str, Any]
"""As JSON holds them, because they come back from the state; what an earlier version did not remember is missing."""

NOTHING = ""
"""No monitoring, or no load balancer class: the state forgets keys without a value."""


def immutable_settings(stack: StackSettings) -> Remembered:
    """What to remember of the stack."""
    return {
        "environment": stack.environment,
        "namespaces": sorted(stack.namespaces),
        "protected": protected_namespaces(stack),
        "monitoring": stack.monitoring.namespace if stack.monitoring else NOTHING,
        "loadBalancers": {
            path_of("namespaces", name, "apps", app_name): app.service.load_balancer_class or NOTHING
            for name, namespace in stack.namespaces.items()
            for app_name, app in namespace.apps.items()
            if isinstance(app, ServiceAppSettings) and app.service.type == "LoadBalancer"
        },
    }


def refused_changes(before: Remembered, after: Remembered) -> list[Problem]:
    """Everything that stands against becoming `after`."""
    return [*_protected(before, after), *_monitoring(before, after), *_load_balancers(before, after)]


def _protected(before: Remembered, after: Remembered) -> Iterator[Problem]:
    protected = before.get("protected", [])
    if protected and after["environment"] != "production":
        message = (
            f"this stack is in production, and {_listed(protected)} protected; expected production. To make it "
            "something else, say first of each namespace why its data may go (deletable: <reason>), and run `up`"
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
        "holds data of production and is protected: without it, its namespace would be deleted with every volume in "
        f"it. Expected it to stay, under this name. To let it go, set {path}.deletable: <reason>, run `up`, then take "
        "it out"
    )


def _monitoring(before: Remembered, after: Remembered) -> Iterator[Problem]:
    old, new = before.get("monitoring"), after["monitoring"]
    if old and new and old != new:
        message = (
            f"monitoring lives in {old} and cannot move to {new}: what it has measured would stay behind and be "
            f"deleted, and the chart can be in a cluster only once. Expected {old}; to begin anew in {new}, take "
            "monitoring out of the stack file, run `up`, and put it back"
        )
        yield Problem(path_of("monitoring", "namespace"), message)


def _load_balancers(before: Remembered, after: Remembered) -> Iterator[Problem]:
    for path, old in before.get("loadBalancers", {}).items():
        new = after["loadBalancers"].get(path, old)
        if new != old:
            message = (
                f"its load balancer is made by {_class(old)} and cannot be handed to {_class(new)}: Kubernetes never "
                f"changes it. Expected {_class(old)}; to have another without an interruption, add a second app with "
                "the new class, lead clients to its address, then take this one out"
            )
            yield Problem(path_of(path, "service", "loadBalancerClass"), message)


def _class(name: str) -> str:
    return name or "the cluster's default class"


def _listed(names: list[str]) -> str:
    return f"{', '.join(names)} {'is' if len(names) == 1 else 'are'}"
