"""What must hold between the ports of an app, its Service and the ways to it from outside."""

from collections.abc import Iterator, Mapping

from settings.network.ingress import IngressSettings
from settings.network.ports import MAIN_PORT, PortSettings, clashes
from settings.network.route import RouteSettings
from settings.network.service import OUTSIDE, ServiceSettings


def contradictions(
    port: int,
    ports: Mapping[str, PortSettings],
    service: ServiceSettings,
    ingress: IngressSettings | None,
    route: RouteSettings | None,
) -> Iterator[str]:
    """In words, the first mistake first."""
    yield from clashes(port, service.port or port, ports)
    yield from _exposed(ports, service)
    backends = [
        *((f"ingress.paths.{path}.port", each.port) for path, each in (ingress.paths if ingress else {}).items()),
        *((f"route.paths.{path}.port", each.port) for path, each in (route.paths if route else {}).items()),
    ]
    for path, name in backends:
        yield from _backend(path, name, ports, service)


def _exposed(ports: Mapping[str, PortSettings], service: ServiceSettings) -> Iterator[str]:
    for name, port in ports.items():
        if port.exposed and service.type not in OUTSIDE:
            yield (
                f"ports.{name}.exposed is for services of the type {' or '.join(OUTSIDE)}, and this one is "
                f"{service.type}; leave exposed out or set service.type"
            )
        if port.node_port and not port.exposed:
            yield f"ports.{name}.nodePort is for what is exposed; leave nodePort out or set exposed: true"


def _backend(path: str, name: str, ports: Mapping[str, PortSettings], service: ServiceSettings) -> Iterator[str]:
    if name == MAIN_PORT:
        return
    if name not in ports:
        yield f"{path}: unknown port; expected one of {', '.join([MAIN_PORT, *ports])}; got {name}"
    elif service.type in OUTSIDE and not ports[name].exposed:
        yield (
            f"{path}: the Service, of the type {service.type}, does not lead to {name}; "
            f"set ports.{name}.exposed: true, or service.type: ClusterIP"
        )
