"""How Prometheus sees an app."""

from collections.abc import Mapping, Sequence

from pulumi import Input, Resource, ResourceOptions, RunError
from pulumi_kubernetes.apiextensions import CustomResource

from slipway.blocks import labels
from slipway.blocks.pod_monitor import API_VERSION, KIND, pod_monitor
from slipway.settings.app import AppSettings

from .component import Component, metadata
from .managed_namespace import ManagedNamespace


class AppMonitor(Component):
    """A PodMonitor for the metrics of an app. It has the name of the app, and is a component of its own because it
    waits for the operator that defines its kind, and no app waits for that.

    `monitor_labels` are those that the Prometheus selects monitors by; that of a `MonitoringStack` selects all. `team`
    is by default that of the `ManagedNamespace`. `depends_on` has what defines PodMonitors, for example the release of
    a `MonitoringStack`.

    Raises `pulumi.RunError` for settings of an app without metrics.
    """

    monitor: CustomResource
    """The PodMonitor."""

    def __init__(
        self,
        name: str,
        settings: AppSettings,
        *,
        namespace: ManagedNamespace | Input[str],
        monitor_labels: Mapping[str, str] | None = None,
        team: str | None = None,
        depends_on: Sequence[Resource] = (),
        opts: ResourceOptions | None = None,
    ) -> None:
        scrape = settings.scrape()
        if scrape is None:
            raise RunError(f"{name}: the app has no metrics; expected a port with the name metrics, or metrics: {{}}")
        super().__init__(name, opts)
        inside, around = _inside(namespace)
        around = around.of_team(team)
        marks = around.with_labels(monitor_labels or {}).of_app(self.name)
        self.monitor = CustomResource(
            name,
            api_version=API_VERSION,
            kind=KIND,
            metadata=metadata(self.name, inside, marks),
            spec=pod_monitor(scrape, labels.selector(self.name), self.name, around.labels.get(labels.TEAM)),
            opts=self.child(depends_on=list(depends_on)),
        )
        self.register_outputs({})


def _inside(namespace: ManagedNamespace | Input[str]) -> tuple[Input[str], labels.Marks]:
    """The name of the namespace, and the marks of its objects."""
    if isinstance(namespace, ManagedNamespace):
        return namespace.namespace, namespace.marks
    return namespace, labels.MANAGED
