"""The scheduling fields of a pod: node selector, affinity, tolerations, topology spread constraints."""

from collections.abc import Iterable, Mapping
from typing import TypedDict

from pulumi_kubernetes.core.v1 import (
    AffinityArgs,
    NodeAffinityArgs,
    NodeSelectorArgs,
    NodeSelectorRequirementArgs,
    NodeSelectorTermArgs,
    PodAffinityArgs,
    PodAffinityTermArgs,
    PodAntiAffinityArgs,
    PreferredSchedulingTermArgs,
    TolerationArgs,
    TopologySpreadConstraintArgs,
    WeightedPodAffinityTermArgs,
)
from pulumi_kubernetes.meta.v1 import LabelSelectorArgs, LabelSelectorRequirementArgs

from slipway.settings.labels import LabelRule
from slipway.settings.placement import (
    NeighbourSettings,
    PlacementSettings,
    SpreadPlacementSettings,
    SpreadSettings,
    TolerationSettings,
    Topology,
)
from slipway.topology import labels

TOPOLOGY_KEYS: dict[Topology, str] = {"zone": "topology.kubernetes.io/zone", "node": "kubernetes.io/hostname"}
"""The labels of a node with its zone and its name: https://kubernetes.io/docs/reference/labels-annotations-taints/"""

_ACTIONS = {"preferred": "ScheduleAnyway", "required": "DoNotSchedule"}


def spread(app: str, settings: SpreadSettings, revision_label: str | None = None) -> list[TopologySpreadConstraintArgs]:
    """Constraints for zones, then for nodes. With a revision label only pods of the same version count: otherwise the
    old pods would take the best nodes during a rolling update.
    """
    wanted: dict[Topology, str] = {"zone": settings.zones, "node": settings.nodes}
    return [
        TopologySpreadConstraintArgs(
            max_skew=settings.max_skew,
            topology_key=TOPOLOGY_KEYS[topology],
            when_unsatisfiable=_ACTIONS[strictness],
            label_selector=LabelSelectorArgs(match_labels=labels.selector(app)),
            match_label_keys=[revision_label] if revision_label else None,
            # Nodes with a taint that the pods do not tolerate do not count as empty.
            node_taints_policy="Honor",
        )
        for topology, strictness in wanted.items()
        if strictness in _ACTIONS
    ]


HEAVIEST = 100
"""The largest weight of a preference."""

Rules = Mapping[str, LabelRule]


def affinity(settings: PlacementSettings, nodes: Rules) -> AffinityArgs | None:
    """The affinity of a pod. `nodes` are the requirements that a node selector does not support."""
    if not (nodes or settings.preferred_nodes or settings.near or settings.away_from):
        return None
    return AffinityArgs(
        node_affinity=_nodes(nodes, settings.preferred_nodes) if nodes or settings.preferred_nodes else None,
        pod_affinity=PodAffinityArgs(**_neighbours(settings.near)) if settings.near else None,
        pod_anti_affinity=PodAntiAffinityArgs(**_neighbours(settings.away_from)) if settings.away_from else None,
    )


def _nodes(required: Rules, preferred: Iterable[Rules]) -> NodeAffinityArgs:
    preferences = [
        PreferredSchedulingTermArgs(weight=HEAVIEST >> place, preference=_node_term(rules))
        for place, rules in enumerate(preferred)
    ]
    return NodeAffinityArgs(
        required_during_scheduling_ignored_during_execution=(
            NodeSelectorArgs(node_selector_terms=[_node_term(required)]) if required else None
        ),
        preferred_during_scheduling_ignored_during_execution=preferences or None,
    )


def _node_term(rules: Rules) -> NodeSelectorTermArgs:
    return NodeSelectorTermArgs(
        match_expressions=[
            NodeSelectorRequirementArgs(key=key, operator=_operator(rule), values=_values(rule))
            for key, rule in rules.items()
        ]
    )


class _Neighbours(TypedDict):
    required_during_scheduling_ignored_during_execution: list[PodAffinityTermArgs] | None
    preferred_during_scheduling_ignored_during_execution: list[WeightedPodAffinityTermArgs] | None


def _neighbours(settings: Iterable[NeighbourSettings]) -> _Neighbours:
    required = [_pod_term(each) for each in settings if each.required]
    preferred = [
        WeightedPodAffinityTermArgs(weight=HEAVIEST, pod_affinity_term=_pod_term(each))
        for each in settings
        if not each.required
    ]
    return _Neighbours(
        required_during_scheduling_ignored_during_execution=required or None,
        preferred_during_scheduling_ignored_during_execution=preferred or None,
    )


def _pod_term(settings: NeighbourSettings) -> PodAffinityTermArgs:
    return PodAffinityTermArgs(
        topology_key=TOPOLOGY_KEYS[settings.topology],
        label_selector=_selector(settings),
        namespaces=[settings.namespace] if settings.namespace else None,
    )


def _selector(settings: NeighbourSettings) -> LabelSelectorArgs:
    if settings.app:
        return LabelSelectorArgs(match_labels=labels.selector(settings.app))
    return LabelSelectorArgs(
        match_expressions=[
            LabelSelectorRequirementArgs(key=key, operator=_operator(rule), values=_values(rule))
            for key, rule in (settings.labels or {}).items()
        ]
    )


def _operator(rule: LabelRule) -> str:
    if rule.exists is not None:
        return "Exists" if rule.exists else "DoesNotExist"
    return "In" if rule.in_ else "NotIn"


def _values(rule: LabelRule) -> list[str] | None:
    return list(rule.in_ or rule.not_in) or None


class Placement(TypedDict):
    """The scheduling arguments of a pod."""

    node_selector: dict[str, str] | None
    affinity: AffinityArgs | None
    tolerations: list[TolerationArgs] | None
    priority_class_name: str | None
    topology_spread_constraints: list[TopologySpreadConstraintArgs] | None


def placement(app: str, settings: PlacementSettings, revision_label: str | None = None) -> Placement:
    """The scheduling arguments for pods of `app`. `revision_label`: the label that its controller sets for each
    version.
    """
    exact = {key: rule.in_[0] for key, rule in settings.nodes.items() if len(rule.in_) == 1}
    spreads = settings.spread if isinstance(settings, SpreadPlacementSettings) else None
    return Placement(
        node_selector=exact or None,
        affinity=affinity(settings, {key: rule for key, rule in settings.nodes.items() if key not in exact}),
        tolerations=[_toleration(each) for each in settings.tolerations] or None,
        priority_class_name=settings.priority_class,
        topology_spread_constraints=(spread(app, spreads, revision_label) or None) if spreads else None,
    )


def _toleration(settings: TolerationSettings) -> TolerationArgs:
    return TolerationArgs(
        key=settings.key,
        operator="Exists" if settings.value is None else "Equal",
        value=settings.value,
        effect=settings.effect,
        toleration_seconds=settings.seconds,
    )
