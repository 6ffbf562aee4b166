"""The ports of an app: the main one, and those beside it.

https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from settings.words.annotations import QualifiedName
from settings.words.model import Model
from settings.words.vocabulary import Port, Switch, expecting

MAIN_PORT = "http"
"""What the app's own `port` is called."""


def _with_a_letter(name: str) -> str:
    if "--" in name or name.isdigit() or not any(each.isalpha() for each in name):
        raise ValueError
    return name


PortName = Annotated[
    str,
    Field(pattern=r"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", max_length=15),
    AfterValidator(_with_a_letter),
    expecting("a port's name of at most 15 lowercase letters, digits and single dashes, with a letter", "metrics"),
]
"""https://www.rfc-editor.org/rfc/rfc6335#section-5.1"""

NodePort = Annotated[
    int, Field(strict=True, ge=30000, le=32767), expecting("a port of the nodes, from 30000 to 32767", 30080)
]
"""The range that clusters set aside unless they are told otherwise."""


class PortSettings(Model):
    """A port beside the main one."""

    port: Port
    """Where the process listens. Required."""
    protocol: Literal["TCP", "UDP", "SCTP"] = "TCP"
    """Default `TCP`."""
    app_protocol: QualifiedName | None = None
    """What is spoken on it, for proxies that want to know, for example `grpc`. Default: not said.
    https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol"""
    service_port: Port | None = None
    """The port of the Service that leads to it. Default: the same number."""
    exposed: Switch = False
    """Whether a Service that is reached from outside (NodePort, LoadBalancer) opens it too. Default false: such a
    Service leads to the main port alone, and to this one leads `<app>-headless` (`service.headless`)."""
    node_port: NodePort | None = None
    """The port on every node, once it is exposed. Default: the cluster chooses."""


def _number_alone(value: Any) -> Any:
    """`metrics: 9090` is short for `metrics: {port: 9090}`."""
    return value if isinstance(value, dict | PortSettings) else {"port": value}


Ports = dict[PortName, Annotated[PortSettings, BeforeValidator(_number_alone)]]
"""By name; a number, or a port's settings."""


def clashes(main: int, main_service: int, ports: Mapping[str, PortSettings]) -> Iterator[str]:
    """What no two ports can share, in words."""
    if MAIN_PORT in ports:
        yield f"ports.{MAIN_PORT}: {MAIN_PORT} is what the app's own port is called; give this one another name"
    listens = {("TCP", main): "port"}
    served = {("TCP", main_service): "the Service's own port"}
    for name, port in ports.items():
        there = listens.setdefault((port.protocol, port.port), f"ports.{name}")
        if there != f"ports.{name}":
            yield f"expected each number once; {there} and ports.{name} are both {port.port}"
        number = port.service_port or port.port
        there = served.setdefault((port.protocol, number), f"ports.{name}")
        if there != f"ports.{name}":
            yield (
                f"expected each number of the Service once; {there} and ports.{name} are both {number}; "
                "give one of them another servicePort"
            )
