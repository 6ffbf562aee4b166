"""Where pods run: what the settings say in the words of the scheduler."""

from typing import TypedDict

from pulumi_kubernetes.core.v1 import AffinityArgs, TolerationArgs, TopologySpreadConstraintArgs

from blocks.placement.affinity import affinity
from blocks.placement.spread import spread
from settings.placement.placement import PlacementSettings, SpreadPlacementSettings
from settings.placement.toleration import TolerationSettings


class Placement(TypedDict):
    """The arguments of a pod that say where it runs."""

    node_selector: dict[str, str] | None
    affinity: AffinityArgs | None
    tolerations: list[TolerationArgs] | None
    priority_class_name: str | None
    topology_spread_constraints: list[TopologySpreadConstraintArgs] | None


def placement(app: str, settings: PlacementSettings, revision_label: str | None = None) -> Placement:
    """For the pods of `app`; `revision_label` is what its controller labels the pods of one version with."""
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
