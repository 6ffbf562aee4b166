from typing import Any

from slipway.blocks.placement import placement
from slipway.settings.placement import PlacementSettings, SpreadPlacementSettings


def placed(**settings: Any) -> Any:
    return placement("web", PlacementSettings.model_validate(settings))


def expressions(term: Any) -> list[tuple[str, str, list[str] | None]]:
    return [(each.key, each.operator, each.values) for each in term.match_expressions]


def test_who_says_nothing_is_placed_anywhere() -> None:
    assert set(placed().values()) == {None}


def test_labels_of_one_value_select_nodes_and_sets_of_values_are_affinity() -> None:
    nodes = {"disktype": "ssd", "zone": ["a", "b"], "arch": {"notIn": ["arm64"]}, "gpu": {"exists": False}}
    made = placed(nodes={**nodes, "cpu": {"exists": True}})
    [term] = made["affinity"].node_affinity.required_during_scheduling_ignored_during_execution.node_selector_terms

    assert made["node_selector"] == {"disktype": "ssd"}
    assert expressions(term) == [
        ("zone", "In", ["a", "b"]),
        ("arch", "NotIn", ["arm64"]),
        ("gpu", "DoesNotExist", None),
        ("cpu", "Exists", None),
    ]


def test_taints_are_tolerated_by_value_by_key_or_all_of_them() -> None:
    equal, exists, every = placed(tolerations=["dedicated=db:NoSchedule", "gpu", "*"])["tolerations"]

    assert (equal.key, equal.operator, equal.value, equal.effect) == ("dedicated", "Equal", "db", "NoSchedule")
    assert (exists.key, exists.operator, exists.value, exists.effect) == ("gpu", "Exists", None, None)
    assert (every.key, every.operator) == (None, "Exists")


def test_a_toleration_may_end() -> None:
    [made] = placed(tolerations=[{"key": "gone", "effect": "NoExecute", "seconds": 60}])["tolerations"]

    assert made.toleration_seconds == 60


def test_replicas_are_spread_and_have_a_priority_class_when_asked() -> None:
    settings = SpreadPlacementSettings.model_validate({"spread": {"nodes": "none"}, "priorityClass": "high"})
    made = placement("web", settings)
    assert made["topology_spread_constraints"]

    assert len(made["topology_spread_constraints"]) == 1
    assert made["priority_class_name"] == "high"


def test_a_spread_of_nothing_is_no_constraint() -> None:
    settings = SpreadPlacementSettings.model_validate({"spread": "none"})

    assert placement("web", settings)["topology_spread_constraints"] is None
