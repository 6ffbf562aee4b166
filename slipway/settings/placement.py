"""The nodes that pods run on, and the pods that they run beside.

https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
"""

import re
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, model_validator

from slipway.settings.base import Model, conflict, expected
from slipway.settings.fields import AppName, DnsLabel, ObjectName, PositiveInt, Seconds, StrictBool, UniqueList
from slipway.settings.labels import LabelKey, LabelValue, Requirement, Requirements

Topology = Literal["node", "zone"]


class NeighbourSettings(Model):
    """Other pods: those of an app, or those with some labels. An app's name alone is short for `{app: name}`.

    An app that is required to be away from itself finds no room for a new version beside the old one on every node;
    `spread: required` does, because it counts each version by itself.
    """

    app: AppName | None = None
    """An app of this stack."""
    labels: Requirements | None = None
    """Labels of the pods, for those that this stack does not deploy."""
    namespace: DnsLabel | None = None
    """Where they are. Default: the app's own namespace."""
    topology: Topology = "node"
    """What is shared or kept apart: the `node` or the `zone`. Default `node`."""
    required: StrictBool = False
    """Whether a pod would rather not run at all. Default: it is a preference."""

    @model_validator(mode="after")
    def _app_or_labels(self) -> "NeighbourSettings":
        if (self.app is None) == (self.labels is None):
            raise conflict("expected either app or labels, for example {app: cache}")
        return self


def _app_alone(value: Any) -> Any:
    return {"app": value} if isinstance(value, str) else value


Neighbour = Annotated[NeighbourSettings, BeforeValidator(_app_alone)]


Strictness = Literal["preferred", "required", "none"]


class SpreadSettings(Model):
    """Evenly: no zone and no node has `maxSkew` pods more than another. One word is short for both.

    `required` leaves a pod pending rather than uneven; then every node needs the label that names its zone.
    """

    zones: Strictness = "preferred"
    """Over the zones of the cluster. Default `preferred`."""
    nodes: Strictness = "preferred"
    """Over the nodes. Default `preferred`."""
    max_skew: PositiveInt = 1
    """How many pods more one may have than another. Default 1."""


def _one_word(value: Any) -> Any:
    if isinstance(value, str) and value in get_args(Strictness):
        return {"zones": value, "nodes": value}
    if isinstance(value, dict | SpreadSettings):
        return value
    raise expected("preferred, required or none, or a mapping of them for zones and nodes", "{zones: required}")


Spread = Annotated[SpreadSettings, BeforeValidator(_one_word)]


_TAINT = re.compile(r"(?P<key>[^=:]+)(=(?P<value>[^=:]*))?(:(?P<effect>[^=:]+))?")
EVERY = "*"


class TolerationSettings(Model):
    """One taint. As text it is written as `kubectl taint` writes it (`key=value:effect`, `key:effect`, `key`); `*`
    is every taint there is.
    """

    key: LabelKey | None = None
    """The taint's key. Default: every key."""
    value: LabelValue | None = None
    """The taint's value. Default: whatever it is."""
    effect: Literal["NoSchedule", "PreferNoSchedule", "NoExecute"] | None = None
    """What the taint does. Default: every effect."""
    seconds: Seconds | None = None
    """How long a pod stays on a node that gets the taint `NoExecute`. Default: for good."""

    @model_validator(mode="after")
    def _fits(self) -> "TolerationSettings":
        if self.value is not None and self.key is None:
            raise conflict("a value without a key is no taint; expected both, for example {key: dedicated, value: db}")
        if self.seconds is not None and self.effect != "NoExecute":
            raise conflict("seconds count for the effect NoExecute only; expected {effect: NoExecute} beside them")
        return self


def _as_kubectl(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    taint = _TAINT.fullmatch(value)
    if taint is None:
        raise expected("a taint as kubectl writes it", "dedicated=database:NoSchedule")
    return {} if value == EVERY else {name: part for name, part in taint.groupdict().items() if part is not None}


Toleration = Annotated[TolerationSettings, BeforeValidator(_as_kubectl)]


PREFERENCES = 7
"""As many as there are weights from 100 that outweigh all later ones together."""


def _few(preferences: tuple[Requirements, ...]) -> tuple[Requirements, ...]:
    if len(preferences) > PREFERENCES:
        raise expected(f"at most {PREFERENCES} preferences", "[{disktype: ssd}, {zone: [a, b]}]")
    return preferences


class PlacementSettings(Model):
    """Which nodes, beside which other pods, and before whom. Only `nodes` and what says `required` can keep a pod
    from running.
    """

    nodes: dict[LabelKey, Requirement] = {}
    """Labels that a node must have, and what they must say: `{disktype: ssd}`."""
    preferred_nodes: Annotated[tuple[Requirements, ...], AfterValidator(_few)] = ()
    """Labels that a node should have, the most important first: each counts more than all later ones together."""
    tolerations: UniqueList[Toleration] = ()
    """Taints of nodes that do not keep the pods away: `[dedicated=database:NoSchedule]`."""
    near: UniqueList[Neighbour] = ()
    """Pods to run beside: `[cache]`."""
    away_from: UniqueList[Neighbour] = ()
    """Pods not to run beside: `[batch]`."""
    priority_class: ObjectName | None = None
    """Who goes first when the room is short, and who is evicted. Default: the cluster's default.
    https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/"""


class SpreadPlacementSettings(PlacementSettings):
    """The same for an app with replicas: these are spread."""

    spread: Spread = SpreadSettings()
    """How evenly over zones and nodes. Default: as evenly as there is room."""
