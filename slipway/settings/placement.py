"""Placement of pods: nodes, tolerations, affinity to other pods, spread.

https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import AfterValidator, BeforeValidator, model_validator

from slipway.settings.base import Model, conflict, expected
from slipway.settings.fields import AppName, DnsLabel, ObjectName, PositiveInt, Seconds, StrictBool, UniqueList
from slipway.settings.labels import LabelKey, LabelValue, Requirement, Requirements

Topology = Literal["node", "zone"]


class NeighbourSettings(Model):
    """Other pods: those of an app, or those with given labels. The name of an app is short for `{app: name}`.

    Do not require an app to be away from itself: a rollout then finds no node for the new pods. Use `spread: required`,
    which counts each version separately.
    """

    app: AppName | None = None
    """An app of this stack."""
    labels: Requirements | None = None
    """Labels of the pods, for pods that are not part of this stack."""
    namespace: DnsLabel | None = None
    """The namespace of those pods. Default: the app's own namespace."""
    topology: Topology = "node"
    """The unit that the pods share or avoid: `node` or `zone`."""
    required: StrictBool = False
    """`true`: a pod stays pending if this cannot be met. `false`: it is a preference."""

    @model_validator(mode="after")
    def _app_or_labels(self) -> "NeighbourSettings":
        if (self.app is None) == (self.labels is None):
            raise conflict("expected either app or labels, for example {app: cache}")
        return self


def _app_alone(value: Any) -> Any:
    return {"app": value} if isinstance(value, str) else value


Neighbour = Annotated[
    NeighbourSettings, BeforeValidator(_app_alone, json_schema_input_type=AppName | NeighbourSettings)
]


Strictness = Literal["preferred", "required", "none"]


class SpreadSettings(Model):
    """An even spread of pods: counts of two zones, or of two nodes, differ by at most `maxSkew`. One word sets both.

    With `required`, a pod stays pending if it would break this, and every node needs the label of its zone.
    """

    zones: Strictness = "preferred"
    """The spread over zones."""
    nodes: Strictness = "preferred"
    """The spread over nodes."""
    max_skew: PositiveInt = 1
    """The largest allowed difference of pods."""


def _one_word(value: Any) -> Any:
    if isinstance(value, str) and value in get_args(Strictness):
        return {"zones": value, "nodes": value}
    if isinstance(value, dict | SpreadSettings):
        return value
    raise expected("preferred, required or none, or a mapping of these for zones and nodes", "{zones: required}")


Spread = Annotated[SpreadSettings, BeforeValidator(_one_word, json_schema_input_type=Strictness | SpreadSettings)]


_TAINT = re.compile(r"(?P<key>[^=:]+)(=(?P<value>[^=:]*))?(:(?P<effect>[^=:]+))?")
EVERY = "*"


class TolerationSettings(Model):
    """A tolerated taint. The short form is that of `kubectl taint`: `key=value:effect`, `key:effect`, `key`. `*`
    tolerates every taint.
    """

    key: LabelKey | None = None
    """The key of the taint. Default: every key."""
    value: LabelValue | None = None
    """The value of the taint. Default: every value."""
    effect: Literal["NoSchedule", "PreferNoSchedule", "NoExecute"] | None = None
    """The effect of the taint. Default: every effect."""
    seconds: Seconds | None = None
    """Seconds that a pod stays on a node that gets the taint `NoExecute`. Default: no limit."""

    @model_validator(mode="after")
    def _fits(self) -> "TolerationSettings":
        if self.value is not None and self.key is None:
            raise conflict("value needs key, for example {key: dedicated, value: db}")
        if self.seconds is not None and self.effect != "NoExecute":
            raise conflict("seconds needs effect: NoExecute; set it, or leave seconds out")
        return self


def _as_kubectl(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    taint = _TAINT.fullmatch(value)
    if taint is None:
        raise expected("a taint as kubectl writes it", "dedicated=database:NoSchedule")
    return {} if value == EVERY else {name: part for name, part in taint.groupdict().items() if part is not None}


Toleration = Annotated[
    TolerationSettings, BeforeValidator(_as_kubectl, json_schema_input_type=str | TolerationSettings)
]


PREFERENCES = 7
"""The number of weights from 100 on that each outweigh the sum of all later ones."""


def _few(preferences: tuple[Requirements, ...]) -> tuple[Requirements, ...]:
    if len(preferences) > PREFERENCES:
        raise expected(f"at most {PREFERENCES} preferences", "[{disktype: ssd}, {zone: [a, b]}]")
    return preferences


_RENAMED = {
    "beta.kubernetes.io/arch": "kubernetes.io/arch",
    "beta.kubernetes.io/os": "kubernetes.io/os",
    "beta.kubernetes.io/instance-type": "node.kubernetes.io/instance-type",
    "failure-domain.beta.kubernetes.io/region": "topology.kubernetes.io/region",
    "failure-domain.beta.kubernetes.io/zone": "topology.kubernetes.io/zone",
    "node-role.kubernetes.io/master": "node-role.kubernetes.io/control-plane",
}
"""Labels of nodes that Kubernetes warns of, and their new names. New nodes do not have all of the old ones:
https://kubernetes.io/docs/reference/labels-annotations-taints/"""

_Rules = TypeVar("_Rules", bound=Mapping[str, Requirement])


def _current(rules: _Rules) -> _Rules:
    for key in rules:
        if key in _RENAMED:
            raise conflict(f"{key} is the old name of a node label; expected {_RENAMED[key]}")
    return rules


class PlacementSettings(Model):
    """Rules for the scheduler. Only `nodes`, and rules with `required`, can keep a pod pending."""

    nodes: Annotated[dict[LabelKey, Requirement], AfterValidator(_current)] = {}
    """Required labels of the node: `{disktype: ssd}`."""
    preferred_nodes: Annotated[tuple[Annotated[Requirements, AfterValidator(_current)], ...], AfterValidator(_few)] = ()
    """Preferred labels of the node, the most important first: each outweighs all later ones together."""
    tolerations: UniqueList[Toleration] = ()
    """Tolerated taints: `[dedicated=database:NoSchedule]`."""
    near: UniqueList[Neighbour] = ()
    """Pods to run next to: `[cache]`."""
    away_from: UniqueList[Neighbour] = ()
    """Pods to avoid: `[batch]`."""
    priority_class: ObjectName | None = None
    """The PriorityClass. Default: the cluster's default.
    https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/"""


class SpreadPlacementSettings(PlacementSettings):
    """Rules for the scheduler, for an app with replicas."""

    spread: Spread = SpreadSettings()
    """The spread of the replicas over zones and nodes. Default: preferred for both."""
