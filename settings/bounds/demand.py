"""What an app may ask its namespace for at most: with every replica that its autoscaler may add, in the middle of a
rollout, with all its claims.

Pods that are going count until they are gone; a controller waits for that by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from settings.bounds.pod_demand import pod_demand
from settings.kinds.app import AppSettings
from settings.kinds.node_agent import NodeAgentSettings
from settings.kinds.pod import PodSettings
from settings.kinds.replicated import ReplicatedSettings
from settings.kinds.stateful_app import StatefulAppSettings
from settings.kinds.stateless_app import StatelessAppSettings
from settings.kinds.worker_app import WorkerAppSettings
from settings.network.service import OUTSIDE
from settings.rollout.rollout import RolloutSettings
from settings.storage.volumes import NFS_SIZE
from settings.words.amounts import LOAD_BALANCERS, NODE_PORTS, PODS, STORAGE, Amounts, times, total
from settings.words.quantity import magnitude


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
    return sum((magnitude(size) for size in sizes), Decimal(0))


def _services(app: PodSettings) -> Amounts:
    """A load balancer takes ports of the nodes too."""
    if not isinstance(app, AppSettings) or app.service.type not in OUTSIDE:
        return {}
    ports = Decimal(1 + len(app.served_ports()))
    return {NODE_PORTS: ports, LOAD_BALANCERS: Decimal(int(app.service.type == "LoadBalancer"))}
