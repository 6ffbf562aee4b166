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

from slipway.settings.ports import MAIN_PORT, MainPortSettings
from slipway.settings.served import Face, ServedSettings, ServiceAppSettings


def container_port(main: MainPortSettings) -> ContainerPortArgs:
    """The main port of the container."""
    protocol = None if main.protocol == "TCP" else main.protocol
    return ContainerPortArgs(name=main.name, container_port=main.port, protocol=protocol)


def container_ports(settings: ServedSettings) -> list[ContainerPortArgs]:
    """All ports of the container, the main port first."""
    return [
        container_port(settings.main),
        *(
            ContainerPortArgs(name=name, container_port=port.port, protocol=port.protocol)
            for name, port in settings.ports.items()
        ),
    ]


def client_service(settings: ServedSettings, face: Face, selector: Mapping[str, str]) -> ServiceSpecArgs:
    """A Service with one address for all pods of the app."""
    service = face.settings
    sticky = service.session_affinity != "None"
    return ServiceSpecArgs(
        type=service.type,
        selector=selector,
        ports=[_port(settings, name, port.port or 0, port.node_port) for name, port in face.ports.items()],
        load_balancer_class=service.load_balancer_class,
        load_balancer_source_ranges=list(service.load_balancer_source_ranges) or None,
        external_traffic_policy=service.external_traffic_policy,
        internal_traffic_policy=service.internal_traffic_policy,
        session_affinity=service.session_affinity if sticky else None,
        session_affinity_config=_remembered(service.session_affinity_seconds),
        ip_family_policy=service.ip_family_policy,
        ip_families=list(service.ip_families) or None,
    )


def headless_service(
    settings: ServiceAppSettings, selector: Mapping[str, str], *, before_ready: bool = True
) -> ServiceSpecArgs:
    """The headless Service. With `before_ready` the names of pods resolve before they are ready, for peers that start
    together.
    """
    # A headless Service does not translate port numbers: clients connect to the pods directly.
    own_numbers = {name: settings.listening_port(name).port for name in settings.port_names()}
    return ServiceSpecArgs(
        cluster_ip="None",
        publish_not_ready_addresses=before_ready or None,
        selector=selector,
        ports=[_port(settings, name, number) for name, number in own_numbers.items()],
        ip_family_policy=settings.service.ip_family_policy,
        ip_families=list(settings.service.ip_families) or None,
    )


def external_name(host: str) -> ServiceSpecArgs:
    """A Service that is a name for a host outside the cluster."""
    return ServiceSpecArgs(type="ExternalName", external_name=host)


def service_port(settings: ServiceAppSettings, name: str | None = None) -> int:
    """The port number of the Service."""
    return settings.service_port(name)


def exposes(settings: ServiceAppSettings) -> bool:
    """True if a Service of the app is reachable from outside the cluster."""
    return any(face.outside for face in settings.faces().values())


def service_url(name: str, namespace: Input[str], settings: ServedSettings) -> Output[str]:
    """The URL of the first Service inside the cluster; host and port if it does not speak HTTP."""
    first = next(iter(settings.faces().values()))
    port = first.ports[settings.main.name].port
    return Output.concat(settings.main.url(""), name, ".", namespace, ".svc:", str(port))


def _port(settings: ServedSettings, name: str, number: int, node_port: int | None = None) -> ServicePortArgs:
    """A port of a Service. It leads to the port of the pods by its name. A main port that has been given a name leads
    to its number: pods from before have no port of that name, and the Service would leave them out until they are
    replaced.
    """
    port = settings.listening_port(name)
    main = name == settings.main.name
    return ServicePortArgs(
        name=name,
        port=number,
        target_port=port.port if main and name != MAIN_PORT else name,
        node_port=node_port,
        protocol=None if main and port.protocol == "TCP" else port.protocol,
        app_protocol=port.app_protocol,
    )


def _remembered(seconds: int | None) -> SessionAffinityConfigArgs | None:
    return SessionAffinityConfigArgs(client_ip=ClientIPConfigArgs(timeout_seconds=seconds)) if seconds else None
