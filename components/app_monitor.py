"""How Prometheus sees an app."""

from collections.abc import Mapping, Sequence

from pulumi import Input, Output, Resource, ResourceOptions, RunError
from pulumi_kubernetes.apiextensions import CustomResource

from slipway.blocks import pod_monitor, prometheus_rule
from slipway.settings.app import AppSettings
from slipway.topology import labels

from .component import Component, metadata
from .managed_namespace import ManagedNamespace


class AppMonitor(Component):
    """A PodMonitor for the metrics of an app, and a PrometheusRule with its alerts and objectives, both with its name.
    They are a component of their own because they wait for the operator that defines their kinds, and no app waits for
    that.

    `monitor_labels` are those that the Prometheus selects monitors and rules by; that of a `MonitoringStack` selects
    all. `team` is by default that of the `ManagedNamespace`. `runbook_url` is the address of the page about the alerts
    (docs/runbooks.md). `depends_on` has what defines the kinds, for example the release of a `MonitoringStack`.

    Raises `pulumi.RunError` for an app without metrics, objectives and a schedule.
    """

    monitor: CustomResource | None = None
    """The PodMonitor."""
    rule: CustomResource
    """The PrometheusRule."""

    def __init__(
        self,
        name: str,
        settings: AppSettings,
        *,
        namespace: ManagedNamespace | Input[str],
        monitor_labels: Mapping[str, str] | None = None,
        team: str | None = None,
        runbook_url: str | None = None,
        depends_on: Sequence[Resource] = (),
        opts: ResourceOptions | None = None,
    ) -> None:
        scrape = settings.scrape()
        if not settings.has_rules:
            raise RunError(f"{name}: the app has no metrics; expected a port with the name metrics, or metrics: {{}}")
        super().__init__(name, opts)
        inside, place, around = _inside(namespace)
        around = around.of_team(team)
        marks = around.with_labels(monitor_labels or {}).of_app(self.name)
        own_team = marks.labels.get(labels.TEAM)
        if scrape:
            self.monitor = CustomResource(
                name,
                api_version=pod_monitor.API_VERSION,
                kind=pod_monitor.KIND,
                metadata=metadata(self.name, inside, marks),
                spec=pod_monitor.pod_monitor(scrape, labels.selector(self.name), self.name, own_team),
                opts=self.child(depends_on=list(depends_on)),
            )
        self.rule = CustomResource(
            name,
            api_version=prometheus_rule.API_VERSION,
            kind=prometheus_rule.KIND,
            metadata=metadata(self.name, inside, marks),
            spec=place.apply(
                lambda place: prometheus_rule.prometheus_rule(place, self.name, own_team, settings, runbook_url)
            ),
            opts=self.child(depends_on=list(depends_on)),
        )
        self.register_outputs({})


def _inside(namespace: ManagedNamespace | Input[str]) -> tuple[Input[str], Output[str], labels.Marks]:
    """The namespace for an object, its plain name for a query, and the marks of its objects."""
    if isinstance(namespace, ManagedNamespace):
        return namespace.namespace, Output.from_input(namespace.name), namespace.marks
    return namespace, Output.from_input(namespace), labels.MANAGED
