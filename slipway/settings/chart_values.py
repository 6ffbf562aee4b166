"""The escape hatch of a chart: values that no setting says."""

import re
from collections.abc import Iterator

from pydantic import JsonValue, model_validator

from slipway.settings.base import Model, conflict
from slipway.settings.fields import Reason
from slipway.settings.patches import leaves, spelt

_SECRET = re.compile(
    r"(pass(word|wd|phrase)|token|credentials|(api|access|private|routing|service)_?key|api_?url)$", re.IGNORECASE
)
"""What the last step of a path to a secret looks like; what only names one ends otherwise (`existingSecret`)."""
_FIXED = {
    ("fullnameOverride",): "names and labels of everything in the chart derive from it",
    ("nameOverride",): "its network policies select by labels that derive from it",
    ("grafana", "nameOverride"): "its network policies select by labels that derive from it",
    ("kube-state-metrics", "nameOverride"): "its network policies select by labels that derive from it",
    ("namespaceOverride",): "the stack owns the namespace that it is in",
    ("alertmanager", "alertmanagerSpec", "replicas"): "monitoring.replicas says it, and opens the network among them",
    ("grafana", "fullnameOverride"): "how Grafana is opened derives from it",
    ("grafana", "admin"): "Grafana's password comes from the secrets of the stack",
}


class ExtraValuesSettings(Model):
    """Merged over the values that the other settings make: mappings are merged, anything else is replaced."""

    reason: Reason
    """Why no setting will do. It becomes an annotation of the namespace, and every preview tells it. Required."""
    values: dict[str, JsonValue]
    """As the chart spells them: `{grafana: {replicas: 2}}`. Required."""

    def paths(self) -> list[str]:
        """What it sets."""
        return [spelt(path) for path in leaves(self.values)]

    def told(self) -> str:
        """What it sets and why, on one line."""
        return f"{', '.join(self.paths())}: {self.reason}"

    @model_validator(mode="after")
    def _says_something(self) -> "ExtraValuesSettings":
        if not self.paths():
            raise conflict("expected values to set, for example {grafana: {replicas: 2}}; there are none")
        return self

    @model_validator(mode="after")
    def _leaves_what_others_stand_on(self) -> "ExtraValuesSettings":
        for path in leaves(self.values):
            for never, why in _FIXED.items():
                if path[: len(never)] == never[: len(path)]:
                    raise conflict(f"{spelt(path)} cannot be set: {why}")
        return self

    @model_validator(mode="after")
    def _holds_no_secret(self) -> "ExtraValuesSettings":
        for path in _secrets(self.values, ()):
            raise conflict(
                f"{spelt(path)} looks like a secret, and values of a chart stand in its release in plain text; "
                "expected the name of a Secret, in the setting that the chart has for it"
            )
        return self


def _secrets(value: JsonValue, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _secrets(inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _secrets(inner, (*path, f"[{index}]"))
    elif value and isinstance(value, str) and _SECRET.search(path[-1]):
        yield path
