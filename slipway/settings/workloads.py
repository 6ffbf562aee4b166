"""The bases of the kinds: processes, replicated apps, apps with a Service, jobs."""

from collections.abc import Iterable

from pydantic import model_validator

from slipway.settings.app import AppSettings, PeakPods
from slipway.settings.autoscaling import AutoscalingSettings
from slipway.settings.base import conflict
from slipway.settings.cluster_peers import Caller
from slipway.settings.fields import NonNegativeInt, PositiveInt, Seconds, StrictBool, UniqueList
from slipway.settings.ingress import IngressSettings, RouteSettings, contradictions
from slipway.settings.placement import SpreadPlacementSettings
from slipway.settings.pod import DrainedStopSettings
from slipway.settings.ports import METRICS, ListeningPortSettings, MainPort, PodPort, PortName, Ports, PortSettings
from slipway.settings.probes import ProbedSettings, ProbesSettings
from slipway.settings.rollout import AnyRolloutSettings, DisruptionSettings
from slipway.settings.service import HEADLESS, OUTSIDE, ServiceSettings


class ProcessSettings(AppSettings, ProbedSettings):
    """A long-running process. It can have a port and probes."""

    port: MainPort | None = None
    """The port that it listens on. The containers of a pod share one address, so each needs another port."""

    def probed_port(self) -> int | None:
        """Its port, if a probe can connect to it."""
        return self.port.port if self.port and self.port.protocol == "TCP" else None

    def listens_on(self) -> set[int]:
        """The TCP port, if there is one."""
        return {self.port.port} if self.port and self.port.protocol == "TCP" else set()

    def scraped_ports(self) -> tuple[PodPort, ...]:
        """The port: an app without a Service has a port for metrics and probes only."""
        return (self.port.pod_port(),) if self.port else ()


class ReplicatedSettings(ProcessSettings):
    """A long-running process in several pods."""

    replicas: PositiveInt = 1
    """The number of pods. Not allowed together with `autoscaling`."""
    autoscaling: AutoscalingSettings | None = None
    """Bounds and metrics of a HorizontalPodAutoscaler. Default: the number of pods is fixed."""
    disruption: DisruptionSettings | None = None
    """The limit of a PodDisruptionBudget. Default: with two or more pods, a node drain may evict one at a time."""

    placement: SpreadPlacementSettings = SpreadPlacementSettings()
    """Nodes and zones for the replicas."""
    rollout: AnyRolloutSettings = AnyRolloutSettings()
    """The rollout of a new version."""

    @property
    def fixed_replicas(self) -> int | None:
        """`replicas` of the controller; None with an autoscaler."""
        return None if self.autoscaling else self.replicas

    @property
    def least_replicas(self) -> int:
        """The smallest number of pods."""
        return self.autoscaling.min_replicas if self.autoscaling else self.replicas

    @property
    def most_replicas(self) -> int:
        """The largest number of pods, without the pods that a rollout adds."""
        return self.autoscaling.max_replicas if self.autoscaling else self.replicas

    def peak_pods(self, nodes: int) -> PeakPods:
        """All replicas, and the pods that its rollout adds."""
        del nodes
        return PeakPods(self.most_replicas, self.rollout.surge(self.most_replicas))

    def waits_for_new_pods(self) -> bool:
        """The answer of its rollout."""
        return self.rollout.waits_for_new_pods(self.most_replicas)

    def kept_revisions(self) -> int:
        """The revisions of its rollout."""
        return self.rollout.kept_revisions()

    @classmethod
    def owned_objects(cls) -> frozenset[str]:
        """A PodDisruptionBudget and a HorizontalPodAutoscaler too."""
        return super().owned_objects() | {"PodDisruptionBudget", "HorizontalPodAutoscaler"}

    @model_validator(mode="after")
    def _replicas_or_autoscaling(self) -> "ReplicatedSettings":
        if self.autoscaling and "replicas" in self.model_fields_set:
            raise conflict("expected either replicas or autoscaling; both set the number of pods")
        return self

    @model_validator(mode="after")
    def _some_pods_stay(self) -> "ReplicatedSettings":
        if self.disruption is None:
            return self
        if self.most_replicas == 1:
            raise conflict("disruption needs at least 2 replicas; leave disruption out, or set replicas")
        if self.disruption.pods_of(self.most_replicas) >= self.most_replicas:
            raise conflict(
                f"disruption.maxUnavailable allows the eviction of all pods at once; expected less than "
                f"{self.most_replicas}; got {self.disruption.max_unavailable}"
            )
        return self


class ServiceAppSettings(ReplicatedSettings):
    """A long-running process behind a Service."""

    port: MainPort
    """The port that the process listens on: a number, or its settings, such as `{name: postgres, port: 5432}`. Probes,
    Service and Ingress use it."""
    ports: Ports = {}
    """Further ports by name, for example `metrics: 9090`: a number, or the settings of a port."""
    service: ServiceSettings = ServiceSettings()
    """The Service: its type and its ports."""
    ingress: IngressSettings | None = None
    """Access from outside through an ingress controller. Default: none."""
    route: RouteSettings | None = None
    """Access from outside through a Gateway. Default: none."""
    exposed: StrictBool = False
    """The app may be reached from outside the cluster. It must be true with `ingress`, `route` or a Service of the type
    NodePort or LoadBalancer; these get the label `slipway.dev/exposed`."""
    accepts_from: UniqueList[Caller] = ()
    """Who else may connect to this app: other namespaces of the stack, or single apps there, for example `shop/web`,
    and peers that the stack does not deploy: `{namespace: prometheus, port: metrics}`. Default: only the app's own
    namespace."""
    peer_ports: UniqueList[PortName] = ()
    """The ports on which the pods of the app reach each other, for example `[raft]`. Default: none."""
    probes: ProbesSettings = ProbesSettings()
    """The startup, readiness and liveness probe."""
    stop: DrainedStopSettings = DrainedStopSettings()
    """The stop of a pod without lost requests."""

    def listens_on(self) -> set[int]:
        """The main port and the other TCP ports."""
        return {port.port for port in (self.port, *self.ports.values()) if port.protocol == "TCP"}

    def port_names(self) -> list[str]:
        """The names of all ports, the main one first."""
        return [self.port.name, *self.ports]

    def named(self, names: Iterable[str]) -> list[str]:
        """These names of ports; without any, that of the main port."""
        return [*names] or [self.port.name]

    def listening_port(self, name: str | None = None) -> ListeningPortSettings:
        """The port of the process with this name; None for the main port."""
        return self.port if name in (None, self.port.name) else self.ports[name or ""]

    def service_port(self, name: str | None = None) -> int:
        """The port of the Service: by default the port of the process."""
        said = self.service.port if name in (None, self.port.name) else self.ports[name or ""].service_port
        return said or self.listening_port(name).port

    def served_ports(self) -> dict[str, PortSettings]:
        """The further ports of the Service. A NodePort or LoadBalancer has only those with `exposed`."""
        outside = self.service.type in OUTSIDE
        return {name: port for name, port in self.ports.items() if port.exposed or not outside}

    def pod_port(self, name: str | None = None) -> PodPort:
        """Number and protocol of a port, for a network policy."""
        return self.listening_port(name).pod_port()

    def has_headless_service(self) -> bool:
        """True if the app has a Service `<app>-headless`."""
        return self.service.headless

    def services(self, name: str) -> tuple[str, ...]:
        """The client Service, and the headless Service if there is one."""
        return (name, f"{name}{HEADLESS}") if self.has_headless_service() else (name,)

    def outside_ports(self) -> int:
        """The ports of a NodePort or LoadBalancer. A load balancer uses ports of the nodes too."""
        return 1 + len(self.served_ports()) if self.service.type in OUTSIDE else 0

    def scraped_ports(self) -> tuple[PodPort, ...]:
        """The port `metrics`, if the app has one."""
        return (self.pod_port(METRICS),) if METRICS in self.ports else ()

    @classmethod
    def owned_objects(cls) -> frozenset[str]:
        """Service, Ingress and HTTPRoute too."""
        return super().owned_objects() | {"Service", "Ingress", "HTTPRoute"}

    @model_validator(mode="after")
    def _ports_lead_somewhere(self) -> "ServiceAppSettings":
        for message in contradictions(self.port, self.ports, self.service, self.ingress, self.route):
            raise conflict(message)
        return self


class JobSettings(AppSettings):
    """A Job.

    https://kubernetes.io/docs/concepts/workloads/controllers/job/
    """

    backoff_limit: NonNegativeInt | None = None
    """The number of retries after a failure, after 10, 20, 40 seconds and so on. Default: 6."""
    active_deadline_seconds: Seconds | None = None
    """Seconds, retries included, after which a run is stopped and counts as failed. Default: no limit."""

    def peak_pods(self, nodes: int) -> PeakPods:
        """One pod: a job runs one pod at a time."""
        del nodes
        return PeakPods(1, 0)
