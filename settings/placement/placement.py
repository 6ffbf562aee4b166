"""Where in the cluster the pods of an app run.

https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
"""

from typing import Annotated

from pydantic import AfterValidator

from settings.placement.neighbour import Neighbour
from settings.placement.spread import Spread, SpreadSettings
from settings.placement.toleration import Toleration
from settings.words.label import LabelKey, Requirement, Requirements
from settings.words.model import Model
from settings.words.once import EachOnce
from settings.words.vocabulary import ObjectName, expected

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
    tolerations: EachOnce[Toleration] = ()
    """Taints of nodes that do not keep the pods away: `[dedicated=database:NoSchedule]`."""
    near: EachOnce[Neighbour] = ()
    """Pods to run beside: `[cache]`."""
    away_from: EachOnce[Neighbour] = ()
    """Pods not to run beside: `[batch]`."""
    priority_class: ObjectName | None = None
    """Who goes first when the room is short, and who is evicted. Default: the cluster's default.
    https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/"""


class SpreadPlacementSettings(PlacementSettings):
    """The same for an app with replicas: these are spread."""

    spread: Spread = SpreadSettings()
    """How evenly over zones and nodes. Default: as evenly as there is room."""
