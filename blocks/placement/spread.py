"""Topology spread constraints."""

from pulumi_kubernetes.core.v1 import TopologySpreadConstraintArgs
from pulumi_kubernetes.meta.v1 import LabelSelectorArgs

from blocks.words import labels
from settings.placement.neighbour import Topology
from settings.placement.spread import SpreadSettings

TOPOLOGY_KEYS: dict[Topology, str] = {"zone": "topology.kubernetes.io/zone", "node": "kubernetes.io/hostname"}
"""The labels of a node that say where it is: https://kubernetes.io/docs/reference/labels-annotations-taints/"""

_ACTIONS = {"preferred": "ScheduleAnyway", "required": "DoNotSchedule"}


def spread(app: str, settings: SpreadSettings, revision_label: str | None = None) -> list[TopologySpreadConstraintArgs]:
    """Zones before nodes. Only pods of the same version are counted, where the controller labels them: during a
    rolling update the old ones would otherwise hold the best places.
    """
    wanted: dict[Topology, str] = {"zone": settings.zones, "node": settings.nodes}
    return [
        TopologySpreadConstraintArgs(
            max_skew=settings.max_skew,
            topology_key=TOPOLOGY_KEYS[topology],
            when_unsatisfiable=_ACTIONS[strictness],
            label_selector=LabelSelectorArgs(match_labels=labels.selector(app)),
            match_label_keys=[revision_label] if revision_label else None,
            # A node that no pod of the app may run on is no place that lacks one.
            node_taints_policy="Honor",
        )
        for topology, strictness in wanted.items()
        if strictness in _ACTIONS
    ]
