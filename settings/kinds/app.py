"""What every kind of app that listens on a port can say."""

from pydantic import model_validator

from settings.containers.probes import ProbesSettings
from settings.containers.stop import DrainedStopSettings
from settings.kinds.replicated import ReplicatedSettings
from settings.network.connection import Caller
from settings.network.ingress import IngressSettings
from settings.network.network_face import contradictions
from settings.network.ports import MAIN_PORT, PortName, Ports, PortSettings
from settings.network.route import RouteSettings
from settings.network.service import OUTSIDE, ServiceSettings
from settings.words.once import EachOnce
from settings.words.vocabulary import Port, Switch, conflict


class AppSettings(ReplicatedSettings):
    """A long-running process behind a Service."""

    port: Port
    """Where the process listens; probes, Service and Ingress derive from it. Required."""
    ports: Ports = {}
    """Further ports by name, for example `metrics: 9090`: a number, or a port's settings. The main one is `http`."""
    service: ServiceSettings = ServiceSettings()
    """How the app is reached inside the cluster."""
    ingress: IngressSettings | None = None
    """How the app is reached from outside through an ingress controller. Default: it is not."""
    route: RouteSettings | None = None
    """How the app is reached from outside through a Gateway. Default: it is not."""
    exposed: Switch = False
    """Whether the app may be reached from outside the cluster. Required to be true with `ingress`, `route` or a Service
    of the type NodePort or LoadBalancer, which are then labelled `slipway.dev/exposed`. Default false."""
    accepts_from: EachOnce[Caller] = ()
    """Other namespaces of the stack whose apps may connect to this one, or single apps there, for example `shop/web`.
    It opens nothing by itself: such an app must say `connectsTo` as well. Default: only the app's own namespace."""
    peer_ports: EachOnce[PortName] = ()
    """The ports on which the pods of the app reach one another, for example `[raft]`. Default: they do not."""
    probes: ProbesSettings = ProbesSettings()
    """How Kubernetes learns that it works."""
    stop: DrainedStopSettings = DrainedStopSettings()
    """How a pod goes without a request being lost."""

    def listens_on(self) -> set[int]:
        """The main port, and those beside it."""
        return {self.port, *(port.port for port in self.ports.values() if port.protocol == "TCP")}

    def listening_port(self, name: str = MAIN_PORT) -> int:
        """Where the process listens."""
        return self.port if name == MAIN_PORT else self.ports[name].port

    def service_port(self, name: str = MAIN_PORT) -> int:
        """Where the Service listens: the port's own number unless told otherwise."""
        said = self.service.port if name == MAIN_PORT else self.ports[name].service_port
        return said or self.listening_port(name)

    def served_ports(self) -> dict[str, PortSettings]:
        """The further ports that the Service leads to: all of them in the cluster, outside those that say so."""
        outside = self.service.type in OUTSIDE
        return {name: port for name, port in self.ports.items() if port.exposed or not outside}

    @model_validator(mode="after")
    def _ports_lead_somewhere(self) -> "AppSettings":
        for message in contradictions(self.port, self.ports, self.service, self.ingress, self.route):
            raise conflict(message)
        return self
