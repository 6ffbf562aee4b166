"""Hosts and paths from outside the cluster: each leads to one app."""

from collections.abc import Iterator
from typing import NamedTuple

from slipway.checks.problems import Problem, path_of
from slipway.settings.app import AppSettings
from slipway.settings.route import GatewayRouteSettings, ParentSettings, RouteRuleSettings
from slipway.settings.served import ServiceAppSettings
from slipway.settings.stack import StackSettings

_CANARY = "nginx.ingress.kubernetes.io/canary"
"""A second Ingress for the same host and path on purpose, which gets a part of the requests:
https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#canary"""
_REDIRECT = "route.redirectFrom"
"""Routes of this setting have the same answer for the same host, so several of them never clash."""


class _Requests(NamedTuple):
    """Requests by their path, and by what else must match; of a GRPCRoute, calls by their method."""

    path_type: str
    path: str
    conditions: tuple[str, ...] = ()

    def told(self) -> str:
        """The requests in words."""
        path = self.path if self.path_type == "method" else f"the path {self.path or '/'}"
        return " and ".join([path, *self.conditions])


class _Match(NamedTuple):
    """The requests that an Ingress or a route takes."""

    through: tuple[str | None, ...]
    """The IngressClass, or the Gateway and its listener."""
    host: str | None
    requests: _Requests


def host_clashes(stack: StackSettings) -> Iterator[Problem]:
    """Every match that two settings have, through the same controller or Gateway. The problem is at the later one."""
    taken: dict[_Match, str] = {}
    for namespace, settings in stack.namespaces.items():
        for name, app in settings.apps.items():
            path = path_of("namespaces", namespace, "apps", name)
            for setting, match in _matches(namespace, app):
                where = path_of(path, setting)
                first = taken.setdefault(match, where)
                if first != where and not (first.endswith(_REDIRECT) and setting == _REDIRECT):
                    yield Problem(where, _message(match, first))


def _matches(namespace: str, app: AppSettings) -> Iterator[tuple[str, _Match]]:
    if not isinstance(app, ServiceAppSettings):
        return
    if app.ingress and app.ingress.annotations.get(_CANARY) != "true":
        for path, each in app.ingress.all_paths().items():
            for host in app.ingress.all_hosts():
                yield "ingress", _Match((app.ingress.class_name,), host, _at(path, each.path_type))
    for setting, route, parent, requests in _of_routes(app):
        through = (parent.namespace or namespace, parent.gateway, parent.section)
        for hostname in route.hosts or (None,):
            yield setting, _Match(through, hostname, requests)


def _of_routes(app: ServiceAppSettings) -> Iterator[tuple[str, GatewayRouteSettings, ParentSettings, _Requests]]:
    """Each setting of a route, with the Gateway that it uses and the requests that it takes."""
    if route := app.route:
        for path, each in route.paths.items():
            yield "route", route, route.parent, _at(path, each.path_type)
        for index, rule in enumerate(route.rules):
            requests = _at(rule.path, rule.path_type, _conditions(rule))
            yield path_of("route", "rules", index), route, route.parent, requests
        if route.redirect_from:
            yield _REDIRECT, route, route.redirect_from, _at("/", "PathPrefix")
    if calls := app.grpc_route:
        methods = [f"the gRPC method {method}" for method in calls.methods] or ["every gRPC method"]
        yield from (("grpcRoute", calls, calls.parent, _Requests("method", method)) for method in methods)


def _at(path: str, path_type: str, conditions: tuple[str, ...] = ()) -> _Requests:
    """A prefix is the same with a slash at its end and without."""
    return _Requests(path_type, path.rstrip("/") if path_type.endswith("Prefix") else path, conditions)


def _conditions(rule: RouteRuleSettings) -> tuple[str, ...]:
    """In the same order for the same conditions. Names of headers are the same in capitals, those of a query are not.
    https://gateway-api.sigs.k8s.io/reference/spec/#httpheadermatch
    """
    headers = sorted(f"the header {name.lower()}: {value}" for name, value in rule.headers.items())
    query = sorted(f"the query parameter {name}={value}" for name, value in rule.query.items())
    return (*headers, *query, *([f"the method {rule.method}"] if rule.method else []))


def _message(match: _Match, first: str) -> str:
    host = match.host or "every host of the listener"
    return (
        f"{first} has {host} with {match.requests.told()} too, and only one of them would get the requests; "
        f"expected another host or {'match' if match.requests.conditions else 'path'}"
    )
