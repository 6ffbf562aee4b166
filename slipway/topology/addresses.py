"""Addresses: of a peer, as variables of the app that connects to it, and of clouds' metadata servers."""

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network

from slipway.settings.connection import ConnectionSettings
from slipway.settings.fields import Cidr
from slipway.settings.service import HEADLESS, MAIN_PORT
from slipway.settings.workloads import ServiceAppSettings


@dataclass(frozen=True)
class PeerAddress:
    """Environment variables: one holds the host, the others numbers of ports."""

    service: str
    """The name of the Service in the peer's namespace."""
    host_variable: str
    port_variables: tuple[tuple[str, str], ...]
    """Names and values."""

    def names(self) -> list[str]:
        """All variables."""
        return [self.host_variable, *(name for name, _ in self.port_variables)]


def peer_address(connection: ConnectionSettings, peer: ServiceAppSettings) -> PeerAddress | None:
    """By the Service that leads to all the ports: the one with an address, or else the headless one; or by none."""
    name, ports = connection.app or "", connection.names()
    if {*ports} <= {MAIN_PORT, *peer.served_ports()}:
        service, numbers = name, [str(peer.service_port(each)) for each in ports]
    elif peer.has_headless_service():
        # There is no address that could translate a number.
        service, numbers = f"{name}{HEADLESS}", [str(peer.listening_port(each)) for each in ports]
    else:
        return None
    prefix = connection.prefix or f"{name.upper().replace('-', '_')}_"
    several = [
        (f"{prefix}PORT_{each.upper().replace('-', '_')}", number) for each, number in zip(ports, numbers, strict=True)
    ]
    first = (f"{prefix}PORT", numbers[0])
    return PeerAddress(service, f"{prefix}HOST", (first, *(several if connection.ports else ())))


METADATA: tuple[Cidr, ...] = ("169.254.0.0/16", "fd00:ec2::254/128")
"""Link-local addresses, among them 169.254.169.254 of nearly every cloud; and the one of AWS for IPv6."""


def without_metadata(cidr: Cidr, without: tuple[Cidr, ...]) -> tuple[Cidr, ...]:
    """A range that is larger leaves them out beside what it leaves out itself. One within them means them."""
    hidden = (
        each
        for each in METADATA
        if each != cidr and _within(each, cidr) and not any(_within(each, other) for other in without)
    )
    return (*without, *hidden)


def _within(inner: Cidr, outer: Cidr) -> bool:
    small, large = ip_network(inner), ip_network(outer)
    if isinstance(small, IPv4Network) and isinstance(large, IPv4Network):
        return small.subnet_of(large)
    return isinstance(small, IPv6Network) and isinstance(large, IPv6Network) and small.subnet_of(large)
