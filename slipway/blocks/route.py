"""The specs of HTTPRoutes and GRPCRoutes of the Gateway API.

pulumi_kubernetes has no types for them. The schema is that of the standard channel:
https://gateway-api.sigs.k8s.io/reference/spec/#httproute
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi import Input

from slipway.blocks.service import service_port
from slipway.settings.route import (
    GatewayRouteSettings,
    GrpcRouteSettings,
    HeadersSettings,
    ParentSettings,
    RedirectSettings,
    RewriteSettings,
    RoutePathSettings,
    RouteRuleSettings,
    RouteSettings,
)
from slipway.settings.served import ServiceAppSettings

API_VERSION = "gateway.networking.k8s.io/v1"
KIND, GRPC_KIND = "HTTPRoute", "GRPCRoute"


def http_route(app: ServiceAppSettings, settings: RouteSettings, service: Input[str]) -> dict[str, Any]:
    """An HTTPRoute with one rule for each path, and before them the rules of their own. It names ports by number: the
    API accepts no port names.
    """
    rules = [
        *(_rule(app, _match_of_rule(each), each, service) for each in settings.rules),
        *(_rule(app, _match_of_path(path, each), each, service) for path, each in settings.paths.items()),
    ]
    return _spec(settings.parent, settings, rules)


def https_redirect(settings: RouteSettings, parent: ParentSettings) -> dict[str, Any]:
    """An HTTPRoute of a listener of plain HTTP, which redirects everything to HTTPS."""
    redirect = RedirectSettings(scheme="https", status_code=301)
    rule = {
        "matches": [_match_of_path("/", RoutePathSettings())],
        "filters": list(_filters(RoutePathSettings(redirect=redirect))),
    }
    return _spec(parent, settings, [rule])


def grpc_route(app: ServiceAppSettings, settings: GrpcRouteSettings, service: Input[str]) -> dict[str, Any]:
    """A GRPCRoute with one rule for each method, or one for all calls."""
    rules = [
        {
            "matches": [{"method": _grpc_match(method)}],
            **_with_filters(_headers("RequestHeaderModifier", each.request_headers)),
            "backendRefs": [_backend(app, each.port, service)],
        }
        for method, each in settings.methods.items()
    ]
    return _spec(settings.parent, settings, rules or [{"backendRefs": [_backend(app, None, service)]}])


def url(settings: RouteSettings) -> str | None:
    """The URL of the app; None if the hosts are those of the listener."""
    if not settings.hosts:
        return None
    path = next(iter(settings.paths))
    return f"{'https' if settings.https else 'http'}://{settings.hosts[0]}{path.rstrip('/')}"


def _spec(parent: ParentSettings, settings: GatewayRouteSettings, rules: list[dict[str, Any]]) -> dict[str, Any]:
    hosts = {"hostnames": list(settings.hosts)} if settings.hosts else {}
    return {"parentRefs": [_parent(parent)], "rules": rules, **hosts}


def _parent(settings: ParentSettings) -> dict[str, str]:
    said = {"name": settings.gateway, "namespace": settings.namespace, "sectionName": settings.section}
    return {
        "group": API_VERSION.partition("/")[0],
        "kind": "Gateway",
        **{key: value for key, value in said.items() if value},
    }


def _rule(
    app: ServiceAppSettings, match: dict[str, Any], settings: RoutePathSettings, service: Input[str]
) -> dict[str, Any]:
    backends = {} if settings.redirect else {"backendRefs": [_backend(app, settings.port, service)]}
    return {"matches": [match], **_with_filters(_filters(settings)), **backends}


def _match_of_path(path: str, settings: RoutePathSettings) -> dict[str, Any]:
    return {"path": {"type": settings.path_type, "value": path}}


def _match_of_rule(settings: RouteRuleSettings) -> dict[str, Any]:
    said = {"headers": _exact(settings.headers), "queryParams": _exact(settings.query), "method": settings.method}
    return {**_match_of_path(settings.path, settings), **{key: value for key, value in said.items() if value}}


def _exact(values: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"type": "Exact", "name": name, "value": value} for name, value in values.items()]


def _grpc_match(method: str) -> dict[str, str]:
    service, slash, name = method.partition("/")
    return {"type": "Exact", "service": service, **({"method": name} if slash else {})}


def _backend(app: ServiceAppSettings, port: str | None, service: Input[str]) -> dict[str, Any]:
    return {"kind": "Service", "name": service, "port": service_port(app, port)}


def _with_filters(filters: Iterator[dict[str, Any]]) -> dict[str, Any]:
    found = list(filters)
    return {"filters": found} if found else {}


def _filters(settings: RoutePathSettings) -> Iterator[dict[str, Any]]:
    yield from _headers("RequestHeaderModifier", settings.request_headers)
    yield from _headers("ResponseHeaderModifier", settings.response_headers)
    if settings.rewrite:
        yield {"type": "URLRewrite", "urlRewrite": _changed(settings.rewrite)}
    if redirect := settings.redirect:
        where = {"scheme": redirect.scheme, **_changed(redirect), "port": redirect.port}
        said = {key: value for key, value in where.items() if value}
        yield {"type": "RequestRedirect", "requestRedirect": {**said, "statusCode": redirect.status_code}}


def _headers(kind: str, settings: HeadersSettings | None) -> Iterator[dict[str, Any]]:
    if settings:
        changes = {
            "set": [{"name": name, "value": value} for name, value in settings.set_.items()],
            "add": [{"name": name, "value": value} for name, value in settings.add.items()],
            "remove": list(settings.remove),
        }
        yield {"type": kind, f"{kind[0].lower()}{kind[1:]}": {key: value for key, value in changes.items() if value}}


def _changed(settings: RewriteSettings) -> dict[str, Any]:
    """The new host and path, as filters spell them."""
    host = {"hostname": settings.host} if settings.host else {}
    for kind, path in (("ReplaceFullPath", settings.path), ("ReplacePrefixMatch", settings.prefix)):
        if path:
            return {**host, "path": {"type": kind, f"{kind[0].lower()}{kind[1:]}": path}}
    return host
