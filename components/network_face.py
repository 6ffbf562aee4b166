"""What every app that listens has in common: its Services, and the ways to it from outside."""

from typing import Any, Generic, TypeVar

from pulumi import Input, Output
from pulumi_kubernetes.apiextensions import CustomResource
from pulumi_kubernetes.core.v1 import Service
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs
from pulumi_kubernetes.networking.v1 import Ingress

from slipway.blocks import await_annotations, ingress, labels, route
from slipway.blocks.service import client_service, exposes, headless_service, service_url
from slipway.settings.ingress import IngressSettings, RouteSettings
from slipway.settings.service import HEADLESS
from slipway.settings.workloads import ServiceAppSettings

from .base import metadata
from .workload import Workload

Settings = TypeVar("Settings", bound=ServiceAppSettings)


class NetworkFace(Workload[Settings], Generic[Settings]):
    """A kind of app with a Service; `url` is where it is reached, from outside when there is a way."""

    url: Output[str]

    def serve(self, settings: Settings) -> dict[str, Any]:
        """Register its Service, and its Ingress and HTTPRoute when asked; returns how the app is reached."""
        self.service = Service(
            self.pulumi_name,
            metadata=self._way_in(
                {**await_annotations.service_wait(settings.service.type), **settings.service.annotations}
            ),
            spec=client_service(settings, self.selector),
            opts=self.child(),
        )
        name = self.service.metadata.name
        ways = [
            *([self._ingress(settings.ingress, name)] if settings.ingress else []),
            *([self._route(settings, settings.route, name)] if settings.route else []),
        ]
        opened = next((url for url in ways if url), None)
        self.url = Output.from_input(opened) if opened else service_url(self.name, self.namespace, settings)
        return {"url": self.url, "exposed": bool(ways) or exposes(settings)}

    def headless(self, settings: Settings, *, before_ready: bool) -> Service:
        """Register the Service without an address."""
        return Service(
            f"{self.pulumi_name}{HEADLESS}",
            metadata=self.metadata(HEADLESS, annotations=await_annotations.SKIP),
            spec=headless_service(settings, self.selector, before_ready=before_ready),
            opts=self.child(),
        )

    def _way_in(self, annotations: dict[str, str]) -> ObjectMetaArgs:
        """Metadata that says whether the app was decided to be reached from outside."""
        decided = labels.exposed(decided=self.settings.exposed)
        return metadata(self.name, self.namespace, {**self.labels, **decided}, annotations)

    def _ingress(self, settings: IngressSettings, service: Input[str]) -> str:
        self.ingress = Ingress(
            self.pulumi_name,
            metadata=self._way_in({**await_annotations.SKIP, **ingress.annotations(settings)}),
            spec=ingress.ingress(self.name, settings, service),
            opts=self.child(),
        )
        return ingress.url(self.name, settings)

    def _route(self, app: ServiceAppSettings, settings: RouteSettings, service: Input[str]) -> str | None:
        self.route = CustomResource(
            self.pulumi_name,
            api_version=route.API_VERSION,
            kind=route.KIND,
            metadata=self._way_in({**await_annotations.SKIP, **settings.annotations}),
            spec=route.http_route(app, settings, service),
            opts=self.child(),
        )
        return route.url(settings)
