"""Who can be reached from outside the cluster: those who say so, and nobody else."""

from collections.abc import Iterator

from slipway.checks.problems import Problem, path_of
from slipway.settings.service import OUTSIDE
from slipway.settings.workloads import ServiceAppSettings
from slipway.topology.apps import Declared


def ways_in(app: ServiceAppSettings) -> list[str]:
    """The settings that let the outside in."""
    return [
        *(["ingress"] if app.ingress else []),
        *(["route"] if app.route else []),
        *([f"service.type: {app.service.type}"] if app.service.type in OUTSIDE else []),
    ]


def undecided_exposure(stack: Declared) -> Iterator[Problem]:
    """Ways in without a decision, decisions without a way in, and ways that begin nobody knows where."""
    through: dict[str, str] = {}
    for namespace, settings in stack.namespaces.items():
        for name, app in settings.apps.items():
            if isinstance(app, ServiceAppSettings):
                path = path_of("namespaces", namespace, "apps", name)
                yield from _decision(path_of(path, "exposed"), app)
                for way in ways_in(app):
                    through.setdefault(way, path)
    for way, setting, example in (("ingress", "ingress", "traefik"), ("route", "gateway", "envoy-gateway-system")):
        if way in through and getattr(stack.cluster, setting) is None:
            message = (
                f"missing, but required by {through[way]}.{way}: only the pods that it leads through may reach the "
                f"app; expected where they run, for example {{namespace: {example}}}"
            )
            yield Problem(path_of("cluster", setting), message)


def _decision(path: str, app: ServiceAppSettings) -> Iterator[Problem]:
    ways = ways_in(app)
    if ways and not app.exposed:
        several = " and ".join(ways)
        yield Problem(path, f"{several} lets the outside in, which is a decision; expected exposed: true beside it")
    if app.exposed and not ways:
        message = "nothing leads in from outside; expected ingress, route or a service.type, or leave exposed out"
        yield Problem(path, message)
