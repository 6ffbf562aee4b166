"""The largest demand of an app, of an object, or of a part of the chart, on the quota of its namespace.

All replicas that an autoscaler can add are counted, and all pods that a rollout adds. Pods in deletion use the quota
too, but the controller waits for their end, so they are not counted here. Requests that a VerticalPodAutoscaler changes
can be as large as the limits. Of objects only Services count: pods and claims are those of apps.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from slipway.settings import chart
from slipway.settings.app import AppSettings
from slipway.settings.container import ContainerSettings
from slipway.settings.files import DOWNLOAD_RESOURCES
from slipway.settings.monitoring import MonitoringSettings
from slipway.settings.node_disk import disk_of, node_disk
from slipway.settings.objects import ManifestSettings
from slipway.settings.pod import PodContainersSettings
from slipway.settings.quantity import BytesRange, parse_quantity
from slipway.settings.quota import (
    CPU_LIMITS,
    CPU_REQUESTS,
    DISK_LIMITS,
    DISK_REQUESTS,
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
from slipway.settings.resources import ResourcesSettings
from slipway.settings.served import ServiceAppSettings
from slipway.settings.workloads import ProcessSettings


def pod_demand(settings: PodContainersSettings) -> Amounts:
    """The largest demand of one pod: the containers that run at the same time."""
    sidecars = [_demand_of(each) for each in settings.sidecars.values()]
    fetching = [container_demand(DOWNLOAD_RESOURCES, node_disk(DOWNLOAD_RESOURCES))] if settings.downloads else []
    init = [_demand_of(each) for each in settings.init_containers]
    return together(_demand_of(settings), sidecars, before=fetching, after=init)


def _demand_of(container: ContainerSettings) -> Amounts:
    return container_demand(container.resources, disk_of(container))


def container_demand(resources: ResourcesSettings, disk: BytesRange | None) -> Amounts:
    """The demand of one container, with the disk of its node."""
    limit = {CPU_LIMITS: parse_quantity(resources.cpu.limit)} if resources.cpu.limit else {}
    return {
        CPU_REQUESTS: parse_quantity(resources.cpu.request),
        **limit,
        MEMORY_REQUESTS: parse_quantity(resources.memory.request),
        MEMORY_LIMITS: parse_quantity(resources.memory.limit),
        **({DISK_REQUESTS: parse_quantity(disk.request), DISK_LIMITS: parse_quantity(disk.limit)} if disk else {}),
    }


def together(
    own: Amounts, sidecars: Iterable[Amounts], *, before: Iterable[Amounts], after: Iterable[Amounts]
) -> Amounts:
    """The main container runs together with the sidecars. An init container runs alone (`before` the sidecars start) or
    together with them (`after`).
    """
    beside = total(sidecars)
    return highest([total([own, beside]), *before, *(total([each, beside]) for each in after)])


@dataclass(frozen=True)
class Demand:
    """The largest demand of an app on the quota."""

    amounts: Amounts
    regular: int
    """The most pods outside a rollout."""
    surge: int
    """The pods that a rollout adds."""


def demand(app: AppSettings, nodes: int) -> Demand:
    """The largest demand of an app. `nodes` is the number of nodes of the cluster, for an agent."""
    regular, surge = app.peak_pods(nodes)
    factors = {"app": 1, "replica": regular, "pod": regular + surge}
    pod = pod_demand(app)
    if isinstance(app, ProcessSettings) and app.requests_follow_use:
        pod = {**pod, CPU_REQUESTS: pod[CPU_LIMITS], MEMORY_REQUESTS: pod[MEMORY_LIMITS]}
    pods = times({**pod, PODS: Decimal(1)}, regular + surge)
    storage = sum((parse_quantity(each.size) * factors[each.for_each] for each in app.claims().values()), Decimal(0))
    return Demand(total([pods, {STORAGE: storage}, _services(app)]), regular, surge)


def _services(app: AppSettings) -> Amounts:
    ports = app.outside_ports()
    if not ports or not isinstance(app, ServiceAppSettings):
        return {}
    balancers = [face for face in app.faces().values() if face.settings.type == "LoadBalancer"]
    return {NODE_PORTS: Decimal(ports), LOAD_BALANCERS: Decimal(len(balancers))}


def demand_of_object(manifest: ManifestSettings) -> Demand:
    """The largest demand of an object: the node ports of a Service, and the load balancer.
    https://kubernetes.io/docs/concepts/policy/resource-quotas/#object-count-quota
    """
    if (outside := manifest.outside_type()) is None:
        return Demand({}, regular=0, surge=0)
    said = manifest.spec.get("ports")
    ports = [each for each in said if isinstance(each, Mapping)] if isinstance(said, list) else []
    if outside == "LoadBalancer" and manifest.spec.get("allocateLoadBalancerNodePorts") is False:
        ports = [each for each in ports if each.get("nodePort")]
    balancer = {LOAD_BALANCERS: Decimal(1)} if outside == "LoadBalancer" else {}
    return Demand({NODE_PORTS: Decimal(len(ports)), **balancer}, regular=0, surge=0)


def chart_demand(settings: MonitoringSettings, nodes: int) -> dict[str, Demand]:
    """The largest demand of each part of the chart, without containers from `extraValues`. `nodes` is for node
    exporter.
    """
    prometheus, alertmanager = settings.prometheus, settings.alertmanager
    reloader, sidecar = chart.RESOURCES[chart.RELOADER], chart.RESOURCES[chart.GRAFANA_SIDECAR]
    parts = {
        chart.PROMETHEUS: _Part(prometheus.replicas, 0, [prometheus.resources, reloader], prometheus.storage),
        chart.ALERTMANAGER: _Part(alertmanager.replicas, 0, [alertmanager.resources, reloader], alertmanager.storage),
        chart.GRAFANA: _Part(1, 1, [settings.grafana.resources, sidecar, sidecar]),
        chart.OPERATOR: _Part(1, 1, [settings.operator.resources]),
        chart.KUBE_STATE_METRICS: _Part(1, 1, [settings.kube_state_metrics.resources]),
        chart.NODE_EXPORTER: _Part(nodes, 0, [settings.node_exporter.resources]),
        "Helm's hooks": _Part(1, 0, [settings.limits]),
    }
    return {name: _of_part(part, settings.limits.ephemeral_storage) for name, part in parts.items()}


@dataclass(frozen=True)
class _Part:
    """Prometheus and Alertmanager are StatefulSets: a rollout adds no pods. The Deployments of the chart have one pod
    each, and a rollout adds one. The Jobs of Helm's hooks run one after another, with the default resources.
    """

    regular: int
    surge: int
    containers: Iterable[ResourcesSettings]
    storage: str | None = None


def _of_part(part: _Part, default: BytesRange | None) -> Demand:
    """`default` is the disk of a container that sets none, from the LimitRange."""
    claim = {STORAGE: parse_quantity(part.storage)} if part.storage else {}
    pod = total(container_demand(each, each.ephemeral_storage or default) for each in part.containers)
    amounts = times({**pod, **claim, PODS: Decimal(1)}, part.regular + part.surge)
    return Demand(amounts, part.regular, part.surge)
