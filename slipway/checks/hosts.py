"""Hosts and paths from outside the cluster: each leads to one app."""

from collections.abc import Iterator
from typing import NamedTuple

from slipway.checks.problems import Problem, path_of
from slipway.settings.app import AppSettings
from slipway.settings.route import GatewayRouteSettings
from slipway.settings.served import ServiceAppSettings
from slipway.settings.stack import StackSettings

_CANARY = "nginx.ingress.kubernetes.io/canary"
"""A second Ingress for the same host and path on purpose, which gets a part of the requests:
https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#canary"""


class _Match(NamedTuple):
    """The requests that a path of an Ingress or of an HTTPRoute takes."""

    through: tuple[str | None, ...]
    """The IngressClass, or the Gateway and its listener."""
    host: str | None
    path_type: str
    path: str


def host_clashes(stack: StackSettings) -> Iterator[Problem]:
    """Every host and path that two settings use, through the same controller or Gateway. The problem is at the later
    one.
    """
    taken: dict[_Match, str] = {}
    for namespace, settings in stack.namespaces.items():
        for name, app in settings.apps.items():
            path = path_of("namespaces", namespace, "apps", name)
            for setting, match in _matches(namespace, app):
                where = path_of(path, setting)
                first = taken.setdefault(match, where)
                if first != where:
                    yield Problem(where, _message(match, first))


def _matches(namespace: str, app: AppSettings) -> Iterator[tuple[str, _Match]]:
    if not isinstance(app, ServiceAppSettings):
        return
    if app.ingress and app.ingress.annotations.get(_CANARY) != "true":
        for path, each in app.ingress.all_paths().items():
            for host in app.ingress.all_hosts():
                yield "ingress", _match((app.ingress.class_name,), host, each.path_type, path)
    yield from _of_routes(namespace, app)


def _of_routes(namespace: str, app: ServiceAppSettings) -> Iterator[tuple[str, _Match]]:
    if app.route:
        paths: list[tuple[str, str]] = [(each.path_type, path) for path, each in app.route.paths.items()]
        yield from (("route", each) for each in _of_gateway(namespace, app.route, paths))
    if app.grpc_route:
        methods = [("method", method) for method in app.grpc_route.methods or ("every method",)]
        yield from (("grpcRoute", each) for each in _of_gateway(namespace, app.grpc_route, methods))


def _of_gateway(namespace: str, route: GatewayRouteSettings, paths: list[tuple[str, str]]) -> Iterator[_Match]:
    parent = route.parent
    through = (parent.namespace or namespace, parent.gateway, parent.section)
    for path_type, path in paths:
        for hostname in route.hosts or (None,):
            yield _match(through, hostname, path_type, path)


def _match(through: tuple[str | None, ...], host: str | None, path_type: str, path: str) -> _Match:
    """A prefix is the same with a slash at its end and without."""
    return _Match(through, host, path_type, path.rstrip("/") if path_type.endswith("Prefix") else path)


def _message(match: _Match, first: str) -> str:
    host = match.host or "every host of the listener"
    return (
        f"{first} has {host} with the path {match.path or '/'} too, and only one of them would get the requests; "
        "expected another host or path"
    )
