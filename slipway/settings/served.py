"""Apps that others may reach, and what each of their Services leads to."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pydantic import model_validator

from slipway.settings.base import conflict
from slipway.settings.cluster_peers import Caller
from slipway.settings.fields import StrictBool, UniqueList
from slipway.settings.ingress import IngressSettings
from slipway.settings.pod import DrainedStopSettings
from slipway.settings.ports import (
    ListeningPortSettings,
    MainPort,
    MainPortSettings,
    PodPort,
    PortName,
    Ports,
    PortSettings,
    clashes,
)
from slipway.settings.probes import ProbesSettings
from slipway.settings.route import GatewayRouteSettings, GrpcRouteSettings, RouteSettings
from slipway.settings.service import (
    HEADLESS,
    OUTSIDE,
    FaceSettings,
    FurtherServices,
    FurtherServiceSettings,
    ServicePortSettings,
    ServiceSettings,
)
from slipway.settings.workloads import ProcessSettings, ReplicatedSettings

Steps = tuple[str, ...]


class Face(NamedTuple):
    """A Service with an address of its own."""

    suffix: str
    """The end of its name after that of the app: nothing, or `-public`."""
    settings: FaceSettings
    ports: Mapping[str, ServicePortSettings]
    """Its ports by name, each with its number."""

    @property
    def outside(self) -> bool:
        """True if it is reachable from outside the cluster."""
        return self.settings.type in OUTSIDE


class ServedSettings(ProcessSettings):
    """A process that others may reach on its ports."""

    ports: Ports = {}
    """Further ports by name, for example `metrics: 9090`: a number, or the settings of a port."""
    accepts_from: UniqueList[Caller] = ()
    """Who else may connect to this app: other namespaces of the stack, or single apps there, for example `shop/web`,
    and peers that the stack does not deploy: `{namespace: prometheus, port: metrics}`. Default: only the app's own
    namespace."""

    @property
    def main(self) -> MainPortSettings:
        """The main port. Raises ValueError if there is none."""
        if self.port is None:
            raise ValueError("no port")
        return self.port

    def faces(self) -> Mapping[Steps, Face]:
        """Its Services with an address, by the path of their setting. The first one has the name of the app."""
        raise NotImplementedError

    def listens_on(self) -> set[int]:
        """The main port and the other TCP ports."""
        ports = [*([self.port] if self.port else []), *self.ports.values()]
        return {port.port for port in ports if port.protocol == "TCP"}

    def port_names(self) -> list[str]:
        """The names of all ports, the main one first."""
        return [*([self.port.name] if self.port else []), *self.ports]

    def named(self, names: Iterable[str]) -> list[str]:
        """These names of ports; without any, that of the main port."""
        return [*names] or [self.main.name]

    def listening_port(self, name: str | None = None) -> ListeningPortSettings:
        """The port of the process with this name; None for the main port."""
        return self.main if name in (None, self.main.name) else self.ports[name or ""]

    def pod_port(self, name: str | None = None) -> PodPort:
        """Number and protocol of a port, for a network policy."""
        return self.listening_port(name).pod_port()

    def has_headless_service(self) -> bool:
        """True if the app has a Service `<app>-headless`."""
        return False

    def subdomain(self, name: str) -> str | None:
        """The headless Service, if there is one."""
        return f"{name}{HEADLESS}" if self.has_headless_service() else None

    def service_names(self, name: str) -> tuple[str, ...]:
        """The names of its Services."""
        return tuple(f"{name}{face.suffix}" for face in self.faces().values())

    def tcp_ports(self) -> dict[str, PodPort]:
        """The further ports too."""
        further = {name: port.pod_port() for name, port in self.ports.items() if port.protocol == "TCP"}
        return {**super().tcp_ports(), **further}

    def outside_ports(self) -> int:
        """The ports of all NodePorts and LoadBalancers. A load balancer uses ports of the nodes too."""
        return sum(len(face.ports) for face in self.faces().values() if face.outside)

    @classmethod
    def owned_objects(cls) -> frozenset[str]:
        """Services too."""
        return super().owned_objects() | {"Service"}


class ServiceAppSettings(ReplicatedSettings, ServedSettings):
    """A long-running process behind a Service."""

    port: MainPort
    """The port that the process listens on: a number, or its settings, such as `{name: postgres, port: 5432}`. Probes,
    Service and Ingress use it."""
    service: ServiceSettings = ServiceSettings()
    """The Service: its type and its ports."""
    services: FurtherServices = {}
    """Further Services of the same pods, each with the ports that it names, and with its own type. `public` has the
    name `<app>-public`. Ingress, route and the variables of `connectsTo` use `service`."""
    ingress: IngressSettings | None = None
    """Access from outside through an ingress controller. Default: none."""
    route: RouteSettings | None = None
    """Access from outside through a Gateway. Default: none."""
    grpc_route: GrpcRouteSettings | None = None
    """Access for gRPC from outside through a Gateway. Default: none."""
    exposed: StrictBool = False
    """The app may be reached from outside the cluster. It must be true with `ingress`, `route`, `grpcRoute`, or a
    Service of the type NodePort or LoadBalancer; these get the label `slipway.dev/exposed`."""
    peer_ports: UniqueList[PortName] = ()
    """The ports on which the pods of the app reach each other, for example `[raft]`. Default: none."""
    probes: ProbesSettings = ProbesSettings()
    """The startup, readiness and liveness probe."""
    stop: DrainedStopSettings = DrainedStopSettings()
    """The stop of a pod without lost requests."""

    def faces(self) -> Mapping[Steps, Face]:
        """`service`, and those in `services`."""
        main = {self.port.name: ServicePortSettings(port=self.service_port(), node_port=self.service.node_port)}
        others = {
            name: ServicePortSettings(port=self.service_port(name), node_port=port.node_port)
            for name, port in self.served_ports().items()
        }
        further: dict[Steps, Face] = {
            ("services", name): Face(f"-{name}", each, self._numbered(each)) for name, each in self.services.items()
        }
        return {("service",): Face("", self.service, {**main, **others}), **further}

    def _numbered(self, service: FurtherServiceSettings) -> dict[str, ServicePortSettings]:
        return {
            name: port.model_copy(update={"port": port.port or self.service_port(name)})
            for name, port in service.ports.items()
        }

    def service_port(self, name: str | None = None) -> int:
        """The port of `service`: by default the port of the process."""
        said = self.service.port if name in (None, self.port.name) else self.ports[name or ""].service_port
        return said or self.listening_port(name).port

    def served_ports(self) -> dict[str, PortSettings]:
        """The further ports of `service`. A NodePort or LoadBalancer has only those with `exposed`."""
        outside = self.service.type in OUTSIDE
        return {name: port for name, port in self.ports.items() if port.exposed or not outside}

    def has_headless_service(self) -> bool:
        """The answer of its settings."""
        return self.service.headless

    def service_names(self, name: str) -> tuple[str, ...]:
        """The client Service, and the headless and further Services if there are some."""
        suffixes = [*([HEADLESS] if self.has_headless_service() else []), *(f"-{each}" for each in self.services)]
        return (name, *(f"{name}{suffix}" for suffix in suffixes))

    @classmethod
    def owned_objects(cls) -> frozenset[str]:
        """Ingress and routes too."""
        return super().owned_objects() | {"Ingress", "HTTPRoute", "GRPCRoute"}

    @model_validator(mode="after")
    def _ports_lead_somewhere(self) -> "ServiceAppSettings":
        for message in self._contradictions():
            raise conflict(message)
        return self

    def _contradictions(self) -> Iterator[str]:
        """All errors of ports, Services, Ingress and routes that do not fit together."""
        yield from clashes(self.port, self.service.port or self.port.port, self.ports)
        yield from _exposed(self.ports, self.service)
        yield from _unknown(self.port_names(), self.services)
        for steps, face in self.faces().items():
            yield from self._shared_numbers(steps, face)
        for steps, name in self.backends():
            yield from self._wrong_backend(".".join(steps), name)
        if self.route and self.grpc_route and self.route.parent == self.grpc_route.parent:
            shared = {*self.route.hosts} & {*self.grpc_route.hosts}
            if shared or not (self.route.hosts and self.grpc_route.hosts):
                host = ", ".join(sorted(shared)) or "every host of the listener"
                yield f"route and grpcRoute share {host}, and a Gateway accepts only one of them; expected other hosts"

    def _wrong_backend(self, path: str, name: str | None) -> Iterator[str]:
        """A path that leads to an unknown port, or to one that `service` does not have."""
        known = self.port_names()
        if name is not None and name not in known:
            yield f'{path}: unknown port "{name}"; expected one of {", ".join(known)}'
        elif name is not None and name not in self.faces()["service",].ports:
            yield (
                f"{path}: the Service of the app, which opens it to the outside, does not include port {name}; "
                f"set ports.{name}.exposed: true, or service.type: ClusterIP and a further Service in services"
            )

    def ways(self) -> Mapping[str, IngressSettings | GatewayRouteSettings]:
        """The settings of access through an ingress controller or a Gateway, by their names."""
        said = {"ingress": self.ingress, "route": self.route, "grpcRoute": self.grpc_route}
        return {name: way for name, way in said.items() if way}

    def backends(self) -> Iterator[tuple[Steps, str | None]]:
        """The ports to which these ways lead, with their settings. None is the main port."""
        for name, way in self.ways().items():
            yield from (((name, *steps), port) for steps, port in way.backends())

    def _shared_numbers(self, steps: Steps, face: Face) -> Iterator[str]:
        """Two ports of one Service with the same number. Those of `service` are told by `clashes`."""
        taken: dict[tuple[str, int | None], str] = {}
        for name, port in face.ports.items() if steps != ("service",) else ():
            first = taken.setdefault((self.listening_port(name).protocol, port.port), name)
            if first != name:
                yield (
                    f"{'.'.join(steps)}.ports: expected different port numbers; {first} and {name} are both {port.port}"
                )


def _exposed(ports: Mapping[str, PortSettings], service: ServiceSettings) -> Iterator[str]:
    for name, port in ports.items():
        if port.exposed and service.type not in OUTSIDE:
            yield (
                f"ports.{name}.exposed needs service.type {' or '.join(OUTSIDE)}; got {service.type}; "
                "leave exposed out or set service.type"
            )
        if port.node_port and not port.exposed:
            yield f"ports.{name}.nodePort needs exposed: true; set it, or leave nodePort out"


def _unknown(known: list[str], services: FurtherServices) -> Iterator[str]:
    for suffix, service in services.items():
        for name in service.ports:
            if name not in known:
                yield f'services.{suffix}.ports: unknown port "{name}"; expected one of {", ".join(known)}'
