"""The ports and Services of an app. Containers, probes, Services and Ingresses refer to ports by name."""

from collections.abc import Mapping

from pulumi import Input, Output
from pulumi_kubernetes.core.v1 import (
    ClientIPConfigArgs,
    ContainerPortArgs,
    ServicePortArgs,
    ServiceSpecArgs,
    SessionAffinityConfigArgs,
)

from slipway.settings.ports import MAIN_PORT, MainPortSettings, PortSettings
from slipway.settings.service import OUTSIDE
from slipway.settings.workloads import ServiceAppSettings


def container_port(main: MainPortSettings) -> ContainerPortArgs:
    """The main port of the container."""
    protocol = None if main.protocol == "TCP" else main.protocol
    return ContainerPortArgs(name=main.name, container_port=main.port, protocol=protocol)


def container_ports(settings: ServiceAppSettings) -> list[ContainerPortArgs]:
    """All ports of the container, the main port first."""
    return [
        container_port(settings.port),
        *(
            ContainerPortArgs(name=name, container_port=port.port, protocol=port.protocol)
            for name, port in settings.ports.items()
        ),
    ]


def client_service(settings: ServiceAppSettings, selector: Mapping[str, str]) -> ServiceSpecArgs:
    """The Service with one address for all pods of the app."""
    service = settings.service
    main = _main(settings.port, service_port(settings), service.node_port)
    sticky = service.session_affinity != "None"
    return ServiceSpecArgs(
        type=service.type,
        selector=selector,
        ports=[main, *(_further(name, port) for name, port in settings.served_ports().items())],
        load_balancer_class=service.load_balancer_class,
        load_balancer_source_ranges=list(service.load_balancer_source_ranges) or None,
        external_traffic_policy=service.external_traffic_policy,
        internal_traffic_policy=service.internal_traffic_policy,
        session_affinity=service.session_affinity if sticky else None,
        session_affinity_config=_remembered(service.session_affinity_seconds),
    )


def headless_service(
    settings: ServiceAppSettings, selector: Mapping[str, str], *, before_ready: bool = True
) -> ServiceSpecArgs:
    """The headless Service. With `before_ready` the names of pods resolve before they are ready, for peers that start
    together.
    """
    main = _main(settings.port, settings.port.port)
    # A headless Service does not translate port numbers: clients connect to the pods directly.
    untranslated = {"service_port": None, "node_port": None}
    own_numbers = {name: port.model_copy(update=untranslated) for name, port in settings.ports.items()}
    return ServiceSpecArgs(
        cluster_ip="None",
        publish_not_ready_addresses=before_ready or None,
        selector=selector,
        ports=[main, *(_further(name, port) for name, port in own_numbers.items())],
    )


def external_name(host: str) -> ServiceSpecArgs:
    """A Service that is a name for a host outside the cluster."""
    return ServiceSpecArgs(type="ExternalName", external_name=host)


def service_port(settings: ServiceAppSettings, name: str | None = None) -> int:
    """The port number of the Service."""
    return settings.service_port(name)


def exposes(settings: ServiceAppSettings) -> bool:
    """True if the Service is reachable from outside the cluster."""
    return settings.service.type in OUTSIDE


def service_url(name: str, namespace: Input[str], settings: ServiceAppSettings) -> Output[str]:
    """The URL of the Service inside the cluster; host and port if it does not speak HTTP."""
    before = settings.port.url("")
    return Output.concat(before, name, ".", namespace, ".svc:", str(service_port(settings)))


def _main(port: MainPortSettings, number: int, node_port: int | None = None) -> ServicePortArgs:
    """The main port of a Service. Another name than the default leads to a number: pods from before the name was given
    have no port of that name, and the Service would leave them out until they are replaced.
    """
    return ServicePortArgs(
        name=port.name,
        port=number,
        target_port=port.name if port.name == MAIN_PORT else port.port,
        node_port=node_port,
        protocol=None if port.protocol == "TCP" else port.protocol,
        app_protocol=port.app_protocol,
    )


def _further(name: str, port: PortSettings) -> ServicePortArgs:
    return ServicePortArgs(
        name=name,
        port=_number(port),
        target_port=name,
        node_port=port.node_port,
        protocol=port.protocol,
        app_protocol=port.app_protocol,
    )


def _number(port: PortSettings) -> int:
    return port.service_port or port.port


def _remembered(seconds: int | None) -> SessionAffinityConfigArgs | None:
    return SessionAffinityConfigArgs(client_ip=ClientIPConfigArgs(timeout_seconds=seconds)) if seconds else None
