"""The Services of an app, its Ingress and its routes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pulumi import Input, Output
from pulumi_kubernetes.apiextensions import CustomResource
from pulumi_kubernetes.core.v1 import Service
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs
from pulumi_kubernetes.networking.v1 import Ingress

from slipway.blocks import await_annotations, ingress, route
from slipway.blocks.references import real_texts
from slipway.blocks.service import client_service, exposes, headless_service, service_url
from slipway.settings.ingress import IngressSettings
from slipway.settings.kinds import NodeAgentSettings
from slipway.settings.route import GatewayRouteSettings, RouteSettings
from slipway.settings.served import Face, ServiceAppSettings
from slipway.settings.service import HEADLESS
from slipway.topology import labels

from .app import App
from .component import metadata


@dataclass(frozen=True)
class Reached:
    """The Service of an app, and its address: the address outside if there is one, otherwise the one in the cluster."""

    service: Service
    url: Output[str]
    exposed: bool

    def outputs(self) -> Mapping[str, Any]:
        """The outputs of the component."""
        return {"url": self.url, "exposed": self.exposed}


def create_services(app: App[ServiceAppSettings]) -> Reached:
    """Register the Services with an address, and the Ingress and the routes of the settings."""
    settings = app.settings
    service, *_ = [_create_service(app, face) for face in settings.faces().values()]
    name = service.metadata.name
    ways = [
        *([_create_ingress(app, settings.ingress, name)] if settings.ingress else []),
        *([_create_route(app, settings.route, name)] if settings.route else []),
    ]
    if settings.grpc_route:
        spec = route.grpc_route(settings, settings.grpc_route, name)
        _create_gateway_route(app, route.GRPC_KIND, settings.grpc_route, spec)
    opened = next((url for url in ways if url), None)
    url = Output.from_input(opened) if opened else service_url(app.name, app.namespace, settings)
    return Reached(service, url, exposed=bool(settings.ways()) or exposes(settings))


def create_agent_service(app: App[NodeAgentSettings]) -> Mapping[str, Any]:
    """Register the Service of an agent, if its settings ask for one. Returns the outputs of the component."""
    for face in app.settings.faces().values():
        Service(
            app.pulumi_name,
            metadata=app.metadata(annotations=await_annotations.SKIP),
            spec=client_service(app.settings, face, app.selector),
            opts=app.child(),
        )
        return {"url": service_url(app.name, app.namespace, app.settings)}
    return {}


def create_headless_service(app: App[ServiceAppSettings], *, before_ready: bool) -> Service:
    """Register `<app>-headless`, the headless Service."""
    return Service(
        f"{app.pulumi_name}{HEADLESS}",
        metadata=app.metadata(HEADLESS, annotations=await_annotations.SKIP),
        spec=headless_service(app.settings, app.selector, before_ready=before_ready),
        opts=app.child(),
    )


def _create_service(app: App[ServiceAppSettings], face: Face) -> Service:
    """Ingress and route lead to the first Service, so they open it too."""
    settings = app.settings
    opened = face.outside or (not face.suffix and bool(settings.ways()))
    annotations = {**await_annotations.service_wait(face.settings.type), **face.settings.annotations}
    return Service(
        f"{app.pulumi_name}{face.suffix}",
        metadata=_way_in(app, annotations, face.suffix, opened=opened),
        spec=client_service(settings, face, app.selector),
        opts=app.child(),
    )


def _way_in(
    app: App[ServiceAppSettings], annotations: dict[str, str], suffix: str = "", *, opened: bool = True
) -> ObjectMetaArgs:
    """Metadata with the label `slipway.dev/exposed` if the object opens the app to the outside and `exposed` is true.
    Annotations get the names in the cluster.
    """
    decided = labels.exposed(decided=app.settings.exposed and opened)
    real = real_texts(annotations, config_maps=app.config_maps, secrets=app.secrets)
    return metadata(app.name + suffix, app.namespace, app.marks.with_labels(decided), real)


def _create_ingress(app: App[ServiceAppSettings], settings: IngressSettings, service: Input[str]) -> str:
    Ingress(
        app.pulumi_name,
        metadata=_way_in(app, {**await_annotations.SKIP, **ingress.annotations(settings)}),
        spec=ingress.ingress(app.name, settings, service, app.settings.port.name, app.secrets),
        opts=app.child(),
    )
    return ingress.url(app.name, settings)


def _create_route(app: App[ServiceAppSettings], settings: RouteSettings, service: Input[str]) -> str | None:
    _create_gateway_route(app, route.KIND, settings, route.http_route(app.settings, settings, service))
    if settings.redirect_from:
        spec = route.https_redirect(settings, settings.redirect_from)
        _create_gateway_route(app, route.KIND, settings, spec, REDIRECT)
    return route.url(settings)


REDIRECT = ".redirect"
"""The end of the name of an HTTPRoute that redirects. Names of apps have no dot, so no other route has such a name."""


def _create_gateway_route(
    app: App[ServiceAppSettings], kind: str, settings: GatewayRouteSettings, spec: dict[str, Any], suffix: str = ""
) -> None:
    CustomResource(
        f"{app.pulumi_name}{suffix}",
        api_version=route.API_VERSION,
        kind=kind,
        metadata=_way_in(app, {**await_annotations.SKIP, **settings.annotations}, suffix),
        spec=spec,
        opts=app.child(),
    )
