"""An HTTPRoute of the Gateway API: the way to an app from outside, through a Gateway that somebody else runs.

pulumi_kubernetes has no types for it; the shape is that of the schema in the standard channel:
https://gateway-api.sigs.k8s.io/reference/spec/#httproute
"""

from typing import Any

from pulumi import Input

from slipway.blocks.service import service_port
from slipway.settings.ingress import ParentSettings, RoutePathSettings, RouteSettings
from slipway.settings.workloads import ServiceAppSettings

API_VERSION = "gateway.networking.k8s.io/v1"
KIND = "HTTPRoute"


def http_route(app: ServiceAppSettings, settings: RouteSettings, service: Input[str]) -> dict[str, Any]:
    """One rule for each path, to the number of its port: a route knows no names of ports."""
    spec: dict[str, Any] = {
        "parentRefs": [_parent(settings.parent)],
        "rules": [_rule(app, path, each, service) for path, each in settings.paths.items()],
    }
    return {**spec, "hostnames": list(settings.hosts)} if settings.hosts else spec


def url(settings: RouteSettings) -> str | None:
    """What a person opens; unknown when the hosts are the listener's."""
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
