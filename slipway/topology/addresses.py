"""Addresses of peers as environment variables."""

from dataclasses import dataclass

from slipway.settings.connection import ConnectionSettings
from slipway.settings.served import ServedSettings
from slipway.settings.service import HEADLESS


@dataclass(frozen=True)
class PeerAddress:
    """The environment variables with the host and the ports of a peer."""

    service: str
    """The name of the Service of the peer."""
    host_variable: str
    port_variables: tuple[tuple[str, str], ...]
    """Pairs of name and value."""

    def names(self) -> list[str]:
        """The names of all variables."""
        return [self.host_variable, *(name for name, _ in self.port_variables)]


def peer_address(connection: ConnectionSettings, peer: ServedSettings) -> PeerAddress | None:
    """The address of the first Service that has all ports, else that of the headless one, else None."""
    name, ports = connection.app or "", peer.named(connection.names())
    face = next((each for each in peer.faces().values() if {*ports} <= {*each.ports}), None)
    if face:
        service, numbers = f"{name}{face.suffix}", [str(face.ports[each].port) for each in ports]
    elif peer.has_headless_service():
        # There is no address that could translate a number.
        service, numbers = f"{name}{HEADLESS}", [str(peer.listening_port(each).port) for each in ports]
    else:
        return None
    host, first, *several = variable_names(connection)
    return PeerAddress(service, host, ((first, numbers[0]), *zip(several, numbers, strict=False)))


def variable_names(connection: ConnectionSettings) -> list[str]:
    """The variables with the address of the app of a connection: `DB_HOST`, `DB_PORT`, and one for each of `ports`."""
    prefix = connection.prefix or f"{_constant(connection.app or '')}_"
    return [f"{prefix}HOST", f"{prefix}PORT", *(f"{prefix}PORT_{_constant(str(each))}" for each in connection.ports)]


def _constant(name: str) -> str:
    return name.upper().replace("-", "_")
