"""Access from outside the cluster: only apps with `exposed: true`."""

from collections.abc import Iterator

from slipway.checks.problems import Problem, path_of
from slipway.settings.served import ServiceAppSettings
from slipway.topology.apps import Declared


def ways_in(app: ServiceAppSettings) -> list[str]:
    """The settings that make the app reachable from outside the cluster."""
    return [
        *app.ways(),
        *(f"{'.'.join(steps)}.type: {face.settings.type}" for steps, face in app.faces().items() if face.outside),
    ]


def undecided_exposure(stack: Declared) -> Iterator[Problem]:
    """Access without `exposed`, `exposed` without access, and access through an undeclared ingress controller or
    Gateway.
    """
    through: dict[str, str] = {}
    for namespace, settings in stack.namespaces.items():
        for name, app in settings.apps.items():
            if isinstance(app, ServiceAppSettings):
                path = path_of("namespaces", namespace, "apps", name)
                yield from _decision(path_of(path, "exposed"), app)
                for way in ways_in(app):
                    through.setdefault(way, path)
    missing: set[str] = set()
    for way, setting, example in _THROUGH:
        if way in through and getattr(stack.cluster, setting) is None and setting not in missing:
            missing.add(setting)
            message = (
                f"missing; required by {through[way]}.{way}: the pods that forward its requests, "
                f"for example {{namespace: {example}}}"
            )
            yield Problem(path_of("cluster", setting), message)


_THROUGH = (
    ("ingress", "ingress", "traefik"),
    ("route", "gateway", "envoy-gateway-system"),
    ("grpcRoute", "gateway", "envoy-gateway-system"),
)


def _decision(path: str, app: ServiceAppSettings) -> Iterator[Problem]:
    ways = ways_in(app)
    if ways and not app.exposed:
        several = " and ".join(ways)
        yield Problem(
            path, f"{several} makes the app reachable from outside the cluster; confirm it with exposed: true"
        )
    if app.exposed and not ways:
        message = (
            "needs ingress, route, grpcRoute, or service.type NodePort or LoadBalancer (or one in services); "
            "set one of them, or leave exposed out"
        )
        yield Problem(path, message)
