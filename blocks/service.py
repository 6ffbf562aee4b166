"""Services: the addresses of an app."""

from collections.abc import Mapping

from pulumi import Input, Output
from pulumi_kubernetes.core.v1 import ServicePortArgs, ServiceSpecArgs

from blocks.ports import PORT_NAME
from settings.app import AppSettings


def client_service(settings: AppSettings, selector: Mapping[str, str]) -> ServiceSpecArgs:
    """One address for all pods of the app."""
    return ServiceSpecArgs(type=settings.service.type, selector=selector, ports=[_port(service_port(settings))])


def headless_service(settings: AppSettings, selector: Mapping[str, str]) -> ServiceSpecArgs:
    """A DNS name for each pod, from before it is ready: peers find one another while they start."""
    return ServiceSpecArgs(
        cluster_ip="None", publish_not_ready_addresses=True, selector=selector, ports=[_port(settings.port)]
    )


def service_port(settings: AppSettings) -> int:
    """Where the Service listens: the app's own port unless told otherwise."""
    return settings.service.port or settings.port


def exposes(settings: AppSettings) -> bool:
    """Whether the Service can be reached from outside the cluster."""
    return settings.service.type != "ClusterIP"


def _port(number: int) -> ServicePortArgs:
    return ServicePortArgs(name=PORT_NAME, port=number, target_port=PORT_NAME)


def service_url(name: str, namespace: Input[str], settings: AppSettings) -> Output[str]:
    """The Service's address inside the cluster."""
    return Output.concat("http://", name, ".", namespace, ".svc:", str(service_port(settings)))
