"""Values of the chart that have no setting."""

from collections.abc import Mapping

from pydantic import JsonValue, model_validator

from slipway.settings.base import Model, conflict
from slipway.settings.fields import Reason
from slipway.settings.patches import Path, inexact, leaves, spelt
from slipway.settings.written import WrittenJson, either_way, numbers_of, reworded, text_of

_SELECTED = "labels that network policies select derive from it"
_NETWORK = "the network policies depend on it"
_PROXY = "the network policies open the port of the metrics, not that of a proxy"
_RESERVED = {
    ("fullnameOverride",): "the names and labels of all objects of the chart derive from it",
    ("nameOverride",): _SELECTED,
    ("grafana", "nameOverride"): _SELECTED,
    ("kube-state-metrics", "nameOverride"): _SELECTED,
    ("namespaceOverride",): "monitoring.namespace sets it",
    (
        "alertmanager",
        "alertmanagerSpec",
        "replicas",
    ): "monitoring.alertmanager.replicas sets it, together with the network policies",
    ("prometheus", "prometheusSpec", "replicas"): "monitoring.prometheus.replicas sets it, together with the claims",
    ("prometheus", "prometheusSpec", "storageSpec"): "monitoring.prometheus.storage sets it, together with the claims",
    (
        "alertmanager",
        "alertmanagerSpec",
        "storage",
    ): "monitoring.alertmanager.storage sets it, together with the claims",
    ("prometheus", "prometheusSpec", "hostNetwork"): _NETWORK,
    ("alertmanager", "alertmanagerSpec", "hostNetwork"): _NETWORK,
    ("prometheusOperator", "hostNetwork"): _NETWORK,
    ("kube-state-metrics", "hostNetwork"): _NETWORK,
    ("kube-state-metrics", "kubeRBACProxy", "enabled"): _PROXY,
    ("prometheus-node-exporter", "hostNetwork"): _NETWORK,
    ("prometheus-node-exporter", "kubeRBACProxy", "enabled"): _PROXY,
    ("grafana", "fullnameOverride"): "the command that opens Grafana derives from it",
    ("grafana", "admin"): "Grafana's password comes from the secrets of the stack",
}
_PORTS = (
    (("prometheus-node-exporter", "service", "port"), ("prometheus-node-exporter", "service", "targetPort"), 9100),
    (("grafana", "grafana.ini", "server", "http_port"), ("grafana", "service", "targetPort"), 3000),
)
"""The port of a process, the port that its Service leads to, and the usual number of both."""


class ExtraValuesSettings(Model):
    """Values merged over those of the other settings: mappings are merged, anything else is replaced."""

    reason: Reason
    """The reason for the values. It becomes an annotation of the namespace, and every preview shows it."""
    values: dict[str, WrittenJson]
    """Values of the chart: `{grafana: {replicas: 2}}`. A name that the chart does not read is refused, unless
    `chartVersion` has another major version than the default."""

    def paths(self) -> list[str]:
        """The paths that it sets."""
        return [spelt(path) for path in _said(self.values)]

    def told(self) -> str:
        """The paths that it sets and the reason, on one line."""
        return f"{', '.join(self.paths())}: {self.reason}"

    @model_validator(mode="after")
    def _says_something(self) -> "ExtraValuesSettings":
        if not self.paths():
            raise conflict("expected at least one value, for example {grafana: {replicas: 2}}; got none")
        return self

    @model_validator(mode="after")
    def _numbers_as_they_are_written(self) -> "ExtraValuesSettings":
        """The chart may mean text, for example a tag `1.10`, and would get 1.1."""
        for path, number in numbers_of(self.values):
            if reworded(number):
                raise conflict(f"{spelt(path)} is written {text_of(number)}; {either_way(number)}")
        for message in inexact(self.values):
            raise conflict(message)
        return self

    @model_validator(mode="after")
    def _leaves_what_others_stand_on(self) -> "ExtraValuesSettings":
        for path in _said(self.values):
            for never, why in _RESERVED.items():
                if path[: len(never)] == never[: len(path)]:
                    raise conflict(f"{spelt(path)} cannot be set: {why}")
        return self

    @model_validator(mode="after")
    def _each_number_in_both_places(self) -> "ExtraValuesSettings":
        for one, other, usual in _PORTS:
            first, second = (_number(self.values, path, usual) for path in (one, other))
            if first != second:
                raise conflict(f"expected the same port in {spelt(one)} and {spelt(other)}; got {first} and {second}")
        return self


def _number(values: JsonValue, path: tuple[str, ...], usual: int) -> int:
    """The port at this path. The name of a port stands for the usual number."""
    found = values
    for step in path:
        found = found.get(step) if isinstance(found, dict) else None
    return int(found) if isinstance(found, int | str) and str(found).isdecimal() else usual


def _said(values: Mapping[str, JsonValue]) -> list[Path]:
    """The paths that say something: an empty mapping changes nothing."""
    return [path for path, value in leaves(values) if value != {}]
