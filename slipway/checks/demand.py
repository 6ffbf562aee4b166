"""The most that an app, or a part of the chart, can ask its namespace for.

Every replica that an autoscaler may add counts, and every pod that a rollout adds. Pods that are being deleted count
until they are gone; a controller waits for that by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from slipway.settings import chart
from slipway.settings.app import AppSettings
from slipway.settings.container import ResourcesSettings
from slipway.settings.files import DOWNLOAD_RESOURCES
from slipway.settings.monitoring import MonitoringSettings
from slipway.settings.pod import PodContainersSettings
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
from slipway.settings.workloads import ServiceAppSettings


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


def demand(app: AppSettings, nodes: int) -> Demand:
    """The most that the app can ask for; `nodes` is the number of nodes that an agent can run on."""
    regular, surge = app.peak_pods(nodes)
    factors = {"app": 1, "replica": regular, "pod": regular + surge}
    pods = times({**pod_demand(app), PODS: Decimal(1)}, regular + surge)
    storage = sum((parse_quantity(each.size) * factors[each.for_each] for each in app.claims().values()), Decimal(0))
    return Demand(total([pods, {STORAGE: storage}, _services(app)]), regular, surge)


def _services(app: AppSettings) -> Amounts:
    ports = app.outside_ports()
    if not ports or not isinstance(app, ServiceAppSettings):
        return {}
    return {NODE_PORTS: Decimal(ports), LOAD_BALANCERS: Decimal(int(app.service.type == "LoadBalancer"))}


def chart_demand(settings: MonitoringSettings, nodes: int) -> dict[str, Demand]:
    """By part of the chart; node exporter runs on each of the `nodes`. `extraValues` may bring more."""
    prometheus, alertmanager = settings.prometheus, settings.alertmanager
    reloader, sidecar = chart.RESOURCES[chart.RELOADER], chart.RESOURCES[chart.GRAFANA_SIDECAR]
    return {
        chart.PROMETHEUS: _part(prometheus.replicas, 0, [prometheus.resources, reloader], prometheus.storage),
        chart.ALERTMANAGER: _part(alertmanager.replicas, 0, [alertmanager.resources, reloader], alertmanager.storage),
        chart.GRAFANA: _part(1, 1, [settings.grafana.resources, sidecar, sidecar]),
        chart.OPERATOR: _part(1, 1, [settings.operator.resources]),
        chart.KUBE_STATE_METRICS: _part(1, 1, [settings.kube_state_metrics.resources]),
        chart.NODE_EXPORTER: _part(nodes, 0, [settings.node_exporter.resources]),
        "Helm's hooks": _part(1, 0, [settings.limits]),
    }


def _part(regular: int, surge: int, containers: Iterable[ResourcesSettings], storage: str | None = None) -> Demand:
    """Prometheus and Alertmanager are StatefulSets, whose pods are exchanged in their places. The chart's Deployments
    have one pod each and Kubernetes' default rollout, which adds one. The Jobs of Helm's hooks come one after another,
    without resources of their own.
    """
    claim = {STORAGE: parse_quantity(storage)} if storage else {}
    pod = total(container_demand(each) for each in containers)
    return Demand(times({**pod, **claim, PODS: Decimal(1)}, regular + surge), regular, surge)
