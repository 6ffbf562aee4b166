"""The ports of an app.

https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter, ValidationError

from slipway.settings.base import Model, described_as, expected
from slipway.settings.fields import Port, StrictBool
from slipway.settings.labels import QualifiedName

MAIN_PORT = "http"
"""The name of the app's main port, `port`, unless it says another one."""
METRICS = "metrics"
"""The name of the port that the monitoring of the stack may reach."""


def _with_a_letter(name: str) -> str:
    if "--" in name or name.isdigit() or not any(each.isalpha() for each in name):
        raise ValueError
    return name


PortName = Annotated[
    str,
    Field(pattern=r"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", max_length=15),
    AfterValidator(_with_a_letter),
    described_as("a port name of at most 15 lowercase letters, digits and single dashes, with a letter", "metrics"),
]
"""https://www.rfc-editor.org/rfc/rfc6335#section-5.1"""

NodePort = Annotated[
    int, Field(strict=True, ge=30000, le=32767), described_as("a node port from 30000 to 32767", 30080)
]
"""Kubernetes' default range of node ports."""


class PodPort(NamedTuple):
    """The port of a process, as a network policy sees it, or a range of ports. The port of the Service can differ."""

    number: int
    protocol: str = "TCP"
    last: int | None = None
    """The last port of a range; None for a single port."""

    def __str__(self) -> str:
        ports = str(self.number) if self.last is None else f"{self.number}..{self.last}"
        return ports if self.protocol == "TCP" else f"{ports}/{self.protocol}"

    def covers(self, number: int, protocol: str = "TCP") -> bool:
        """True for its number, and for each number of its range."""
        return self.protocol == protocol and self.number <= number <= (self.last or self.number)


class ListeningPortSettings(Model):
    """A port of a process."""

    port: Port
    """The port that the process listens on."""
    protocol: Literal["TCP", "UDP", "SCTP"] = "TCP"
    """The transport protocol. A port of another protocol than TCP has no probes but those that you set."""
    app_protocol: QualifiedName | None = None
    """The application protocol, for proxies and meshes, for example `grpc` or `kubernetes.io/h2c`.
    https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol"""

    def pod_port(self) -> PodPort:
        """Its number and protocol, for a network policy."""
        return PodPort(self.port, self.protocol)


class MainPortSettings(ListeningPortSettings):
    """The main port. A number is short for `{port: number}`."""

    name: PortName = MAIN_PORT
    """The name of the port, for example `postgres`. Meshes read the protocol from it. Everything that refers to the
    port by name (`connectsTo`, paths, `peerPorts`) uses this name."""

    def url(self, address: str) -> str:
        """The address as a URL if the port speaks HTTP, and otherwise as it is."""
        named = self.name.partition("-")[0]
        scheme = _SCHEMES.get(named) or _SCHEMES.get(self.app_protocol or "")
        return f"{scheme}://{address}" if scheme else address


_SCHEMES = {
    "http": "http",
    "http2": "http",
    "https": "https",
    "kubernetes.io/h2c": "http",
    "kubernetes.io/ws": "http",
    "kubernetes.io/wss": "https",
}
"""URL schemes by the name of a port or by its application protocol."""


class PortSettings(ListeningPortSettings):
    """A port beside the main one."""

    service_port: Port | None = None
    """The port of the Service. Default: the same number."""
    exposed: StrictBool = False
    """Include it in a Service of type NodePort or LoadBalancer. Without it, such a Service has the main port only, and
    `<app>-headless` has this one (`service.headless`)."""
    node_port: NodePort | None = None
    """The port on every node; it needs `exposed: true`. Default: the cluster chooses."""


def _number_alone(value: Any) -> Any:
    """`metrics: 9090` is short for `metrics: {port: 9090}`, and `port: 8080` for `port: {port: 8080}`."""
    if isinstance(value, dict | ListeningPortSettings):
        return value
    try:
        return {"port": _NUMBERS.validate_python(value)}
    except ValidationError:  # told with the path of the number, which has no step `port`
        raise expected("a port from 1 to 65535", 8080) from None


_NUMBERS = TypeAdapter[int](Port)


MainPort = Annotated[MainPortSettings, BeforeValidator(_number_alone, json_schema_input_type=Port | MainPortSettings)]


Ports = dict[
    PortName, Annotated[PortSettings, BeforeValidator(_number_alone, json_schema_input_type=Port | PortSettings)]
]
"""Ports by name: a number, or the settings of a port."""


def clashes(main: MainPortSettings, main_service: int, ports: Mapping[str, PortSettings]) -> Iterator[str]:
    """An error for each number or name that two ports share."""
    if main.name in ports:
        yield f"ports.{main.name}: {main.name} is the name of the app's main port; choose another name"
    listens = {(main.protocol, main.port): "port"}
    served = {(main.protocol, main_service): "the main port"}
    for name, port in ports.items():
        there = listens.setdefault((port.protocol, port.port), f"ports.{name}")
        if there != f"ports.{name}":
            yield f"expected different port numbers; {there} and ports.{name} are both {port.port}"
        number = port.service_port or port.port
        there = served.setdefault((port.protocol, number), f"ports.{name}")
        if there != f"ports.{name}":
            yield (
                f"expected different port numbers of the Service; {there} and ports.{name} are both {number}; "
                "set another servicePort for one of them"
            )
