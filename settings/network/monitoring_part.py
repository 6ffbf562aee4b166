"""A server of the monitoring, as the network sees it."""

from pydantic import model_validator

from settings.network.cluster_pods import ClusterPodsSettings
from settings.network.connection import Connection
from settings.words.model import Model
from settings.words.once import EachOnce
from settings.words.vocabulary import conflict


class MonitoringPartSettings(Model):
    """Whom it reaches, and who reaches it, beside what the chart's parts need of one another."""

    connects_to: tuple[Connection, ...] = ()
    """Whom it talks to: receivers of alerts, targets that no app of the stack is, other data sources. An app says its
    `namespace` too, and agrees by `acceptsFrom: [monitoring/alertmanager]`. Default: nobody."""
    accepts_from: EachOnce[ClusterPodsSettings] = ()
    """Pods that may open connections to its port, for example `{namespace: traefik}` where Grafana has an ingress.
    Default: nobody; `kubectl port-forward` needs no leave."""

    @model_validator(mode="after")
    def _names_apps_completely(self) -> "MonitoringPartSettings":
        for each in self.connects_to:
            if each.app and each.namespace is None:
                raise conflict(f"expected the namespace of {each.app} too, for example {{app: pager, namespace: ops}}")
            if each.prefix:
                raise conflict("prefix says nothing here: pods of the chart are given no variables; leave it out")
        return self
