"""The spec of an HTTPRoute of the Gateway API.

pulumi_kubernetes has no types for it. The schema is that of the standard channel:
https://gateway-api.sigs.k8s.io/reference/spec/#httproute
"""

from typing import Any

from pulumi import Input

from slipway.blocks.service import service_port
from slipway.settings.ingress import ParentSettings, RoutePathSettings, RouteSettings
from slipway.settings.served import ServiceAppSettings

API_VERSION = "gateway.networking.k8s.io/v1"
KIND = "HTTPRoute"


def http_route(app: ServiceAppSettings, settings: RouteSettings, service: Input[str]) -> dict[str, Any]:
    """An HTTPRoute with one rule for each path. It names ports by number: the API accepts no port names."""
    spec: dict[str, Any] = {
        "parentRefs": [_parent(settings.parent)],
        "rules": [_rule(app, path, each, service) for path, each in settings.paths.items()],
    }
    return {**spec, "hostnames": list(settings.hosts)} if settings.hosts else spec


def url(settings: RouteSettings) -> str | None:
    """The URL of the app; None if the hosts are those of the listener."""
    if not settings.hosts:
        return None
    path = next(iter(settings.paths))
    return f"{'https' if settings.https else 'http'}://{settings.hosts[0]}{path.rstrip('/')}"


def _parent(settings: ParentSettings) -> dict[str, str]:
    said = {"name": settings.gateway, "namespace": settings.namespace, "sectionName": settings.section}
    return {
        "group": API_VERSION.partition("/")[0],
        "kind": "Gateway",
        **{key: value for key, value in said.items() if value},
    }


def _rule(app: ServiceAppSettings, path: str, settings: RoutePathSettings, service: Input[str]) -> dict[str, Any]:
    return {
        "matches": [{"path": {"type": settings.path_type, "value": path}}],
        "backendRefs": [{"kind": "Service", "name": service, "port": service_port(app, settings.port)}],
    }
