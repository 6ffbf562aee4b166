"""Which nodes and which other pods draw pods to them or keep them away."""

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
    WeightedPodAffinityTermArgs,
)
from pulumi_kubernetes.meta.v1 import LabelSelectorArgs, LabelSelectorRequirementArgs

from blocks.placement.spread import TOPOLOGY_KEYS
from blocks.words import labels
from settings.placement.neighbour import NeighbourSettings
from settings.placement.placement import PlacementSettings
from settings.words.label import LabelRule

HEAVIEST = 100
"""The largest weight of a preference."""

Rules = Mapping[str, LabelRule]


def affinity(settings: PlacementSettings, nodes: Rules) -> AffinityArgs | None:
    """`nodes` are the requirements that a node selector cannot say."""
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
