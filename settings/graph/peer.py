"""The address of a peer, as the app that connects to it is told."""

from dataclasses import dataclass

from settings.kinds.app import AppSettings
from settings.kinds.stateful_app import StatefulAppSettings
from settings.network.connection import ConnectionSettings
from settings.network.ports import MAIN_PORT
from settings.network.service import HEADLESS


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


def peer_address(connection: ConnectionSettings, peer: AppSettings) -> PeerAddress | None:
    """By the Service that leads to all the ports: the one with an address, or else the headless one; or by none."""
    name, ports = connection.app or "", connection.names()
    if {*ports} <= {MAIN_PORT, *peer.served_ports()}:
        service, numbers = name, [str(peer.service_port(each)) for each in ports]
    elif isinstance(peer, StatefulAppSettings) or peer.service.headless:
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
