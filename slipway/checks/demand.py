"""The most that an app, or a part of the chart, can ask its namespace for.

Every replica that an autoscaler may add counts, and every pod that a rollout adds. Pods that are being deleted count
until they are gone; a controller waits for that by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from slipway.settings.chart import (
    ALERTMANAGER,
    GRAFANA,
    GRAFANA_SIDECAR,
    KUBE_STATE_METRICS,
    NODE_EXPORTER,
    OPERATOR,
    PROMETHEUS,
    RELOADER,
    RESOURCES,
)
from slipway.settings.container import ResourcesSettings
from slipway.settings.files import DOWNLOAD_RESOURCES
from slipway.settings.kinds import NodeAgentSettings, StatefulAppSettings, StatelessAppSettings, WorkerAppSettings
from slipway.settings.monitoring import MonitoringSettings
from slipway.settings.pod import PodContainersSettings, PodSettings
from slipway.settings.quantity import parse_quantity
from slipway.settings.quota import (
    CPU_LIMITS,
    CPU_REQUESTS,
    LOAD_BALANCERS,
    MEMORY_LIMITS,
    MEMORY_REQUESTS,
    NODE_PORTS,
    PODS,
    STORAGE,
    Amounts,
    highest,
    times,
    total,
)
from slipway.settings.rollout import RolloutSettings
from slipway.settings.service import OUTSIDE
from slipway.settings.storage import NFS_SIZE
from slipway.settings.workloads import ReplicatedSettings, ServiceAppSettings


def pod_demand(settings: PodContainersSettings) -> Amounts:
    """Everything that runs at the same time, at the moment when that is most."""
    sidecars = [container_demand(each.resources) for each in settings.sidecars.values()]
    fetching = [container_demand(DOWNLOAD_RESOURCES)] if settings.downloads else []
    init = [container_demand(each.resources) for each in settings.init_containers]
    return together(container_demand(settings.resources), sidecars, before=fetching, after=init)


def container_demand(resources: ResourcesSettings) -> Amounts:
    """Of one container."""
    return {
        CPU_REQUESTS: parse_quantity(resources.cpu.request),
        CPU_LIMITS: parse_quantity(resources.cpu.limit),
        MEMORY_REQUESTS: parse_quantity(resources.memory.request),
        MEMORY_LIMITS: parse_quantity(resources.memory.limit),
    }


def together(
    own: Amounts, sidecars: Iterable[Amounts], *, before: Iterable[Amounts], after: Iterable[Amounts]
) -> Amounts:
    """The app's container and the sidecars run together; an init container runs alone (`before` the sidecars start) or
    beside them (`after`).
    """
    beside = total(sidecars)
    return highest([total([own, beside]), *before, *(total([each, beside]) for each in after)])


@dataclass(frozen=True)
class Demand:
    """How much of each resource, and for how many pods: those that there may be, and those that a rollout may add."""

    amounts: Amounts
    regular: int
    surge: int


def demand(app: PodSettings, nodes: int) -> Demand:
    """What the app may ask for; `nodes` are how many an agent may run on."""
    regular, surge = _pods(app, nodes)
    pods = times({**pod_demand(app), PODS: Decimal(1), STORAGE: _of_each_pod(app)}, regular + surge)
    return Demand(total([pods, {STORAGE: _kept(app, regular)}, _services(app)]), regular, surge)


def _pods(app: PodSettings, nodes: int) -> tuple[int, int]:
    if isinstance(app, NodeAgentSettings):
        return nodes, _share(app.rollout.max_surge, nodes) if app.rollout.type == "RollingUpdate" else 0
    if isinstance(app, StatelessAppSettings | WorkerAppSettings):
        return app.most_replicas, _surge(app.rollout, app.most_replicas)
    # The pods of a StatefulSet are exchanged in their places, and a job runs one pod at a time.
    return (app.most_replicas if isinstance(app, ReplicatedSettings) else 1), 0


def _surge(rollout: RolloutSettings, replicas: int) -> int:
    return _share(rollout.max_surge, replicas) if rollout.type == "RollingUpdate" else 0


def _share(of: int | str, pods: int) -> int:
    """Kubernetes rounds a percentage up."""
    return of if isinstance(of, int) else -(-pods * int(of.rstrip("%")) // 100)


def _of_each_pod(app: PodSettings) -> Decimal:
    """Claims that come and go with a pod."""
    return _sum(volume.ephemeral.size for volume in app.volumes.values() if volume.ephemeral)


def _kept(app: PodSettings, replicas: int) -> Decimal:
    """Claims that outlive the pods: one for each replica and path, and those that all pods share."""
    own = _sum(volume.size for volume in app.storage.values()) if isinstance(app, StatefulAppSettings) else Decimal(0)
    shared = _sum(volume.shared.size for volume in app.volumes.values() if volume.shared)
    return own * replicas + shared + _sum(NFS_SIZE for volume in app.volumes.values() if volume.nfs)


def _sum(sizes: Iterable[str]) -> Decimal:
    return sum((parse_quantity(size) for size in sizes), Decimal(0))


def _services(app: PodSettings) -> Amounts:
    """A load balancer takes ports of the nodes too."""
    if not isinstance(app, ServiceAppSettings) or app.service.type not in OUTSIDE:
        return {}
    ports = Decimal(1 + len(app.served_ports()))
    return {NODE_PORTS: ports, LOAD_BALANCERS: Decimal(int(app.service.type == "LoadBalancer"))}


def chart_demand(settings: MonitoringSettings, nodes: int) -> dict[str, Demand]:
    """By part of the chart; node exporter runs on each of the `nodes`."""
    return {
        PROMETHEUS: _demand(settings.replicas, 0, _of(PROMETHEUS, RELOADER), settings.storage),
        ALERTMANAGER: _demand(settings.replicas, 0, _of(ALERTMANAGER, RELOADER), settings.alertmanager_storage),
        GRAFANA: _demand(1, 1, _of(GRAFANA, GRAFANA_SIDECAR, GRAFANA_SIDECAR)),
        OPERATOR: _demand(1, 1, _of(OPERATOR)),
        KUBE_STATE_METRICS: _demand(1, 1, _of(KUBE_STATE_METRICS)),
        NODE_EXPORTER: _demand(nodes, 0, _of(NODE_EXPORTER)),
        "Helm's hooks": _demand(1, 0, container_demand(settings.limits)),
    }


def _of(*containers: str) -> Amounts:
    return total(container_demand(RESOURCES[name]) for name in containers)


def _demand(regular: int, surge: int, pod: Amounts, storage: str | None = None) -> Demand:
    claim = {STORAGE: parse_quantity(storage)} if storage else {}
    return Demand(times({**pod, **claim, PODS: Decimal(1)}, regular + surge), regular, surge)
