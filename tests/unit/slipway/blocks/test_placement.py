from typing import Any

import hypothesis
from hypothesis import strategies as st

from slipway.blocks.placement import affinity, placement, spread
from slipway.settings.placement import PREFERENCES, PlacementSettings, SpreadPlacementSettings, SpreadSettings


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


def affinity_of(**settings: Any) -> Any:
    return affinity(PlacementSettings.model_validate(settings), nodes={})


def test_a_preference_about_nodes_keeps_no_pod_from_running() -> None:
    made = affinity_of(preferredNodes=[{"disktype": "ssd"}]).node_affinity
    [preferred] = made.preferred_during_scheduling_ignored_during_execution

    assert made.required_during_scheduling_ignored_during_execution is None
    assert expressions(preferred.preference) == [("disktype", "In", ["ssd"])]


@hypothesis.given(st.integers(1, PREFERENCES))
def test_each_preference_outweighs_all_that_follow(count: int) -> None:
    made = affinity_of(preferredNodes=[{"a": str(number)} for number in range(count)])
    weights = [each.weight for each in made.node_affinity.preferred_during_scheduling_ignored_during_execution]

    assert all(weight > sum(weights[place + 1 :]) for place, weight in enumerate(weights))
    assert all(1 <= weight <= 100 for weight in weights)


def test_an_app_is_placed_near_another_by_its_name() -> None:
    made = affinity_of(near=["cache"])
    [preferred] = made.pod_affinity.preferred_during_scheduling_ignored_during_execution

    assert preferred.pod_affinity_term.topology_key == "kubernetes.io/hostname"
    assert preferred.pod_affinity_term.label_selector.match_labels == {"app.kubernetes.io/name": "cache"}
    assert (made.node_affinity, made.pod_anti_affinity) == (None, None)


def test_an_app_is_kept_away_from_the_pods_of_others_by_their_labels() -> None:
    other = {"labels": {"tier": ["batch", "night"]}, "namespace": "reports", "topology": "zone", "required": True}
    [term] = affinity_of(awayFrom=[other]).pod_anti_affinity.required_during_scheduling_ignored_during_execution

    assert term.topology_key == "topology.kubernetes.io/zone"
    assert term.namespaces == ["reports"]
    assert expressions(term.label_selector) == [("tier", "In", ["batch", "night"])]


VALUES = st.lists(st.from_regex(r"[a-z0-9]{1,20}", fullmatch=True), min_size=1, max_size=3)
RULES = st.one_of(
    VALUES,
    VALUES.map(lambda values: values[0]),
    st.fixed_dictionaries({"in": VALUES}),
    st.fixed_dictionaries({"notIn": VALUES}),
    st.fixed_dictionaries({"exists": st.booleans()}),
)


@hypothesis.given(st.dictionaries(st.sampled_from(["disktype", "gpu", "example.com/pool"]), RULES, min_size=1))
def test_whatever_is_required_of_labels_is_a_valid_expression_about_each(rules: dict[str, Any]) -> None:
    [preferred] = affinity_of(preferredNodes=[rules]).node_affinity.preferred_during_scheduling_ignored_during_execution
    made = expressions(preferred.preference)

    assert [key for key, _, _ in made] == list(rules)
    for _, operator, values in made:
        assert operator in {"In", "NotIn", "Exists", "DoesNotExist"}
        assert bool(values) == (operator in {"In", "NotIn"})


def constraints(settings: SpreadSettings, revision_label: str | None = None) -> Any:
    return spread("web", settings, revision_label)


def test_pods_are_spread_over_zones_and_nodes_as_long_as_there_is_room() -> None:
    zones, nodes = constraints(SpreadSettings())

    assert (zones.topology_key, nodes.topology_key) == ("topology.kubernetes.io/zone", "kubernetes.io/hostname")
    assert zones.when_unsatisfiable == nodes.when_unsatisfiable == "ScheduleAnyway"
    assert zones.max_skew == nodes.max_skew == 1


def test_the_pods_that_count_are_those_of_the_app() -> None:
    for constraint in constraints(SpreadSettings()):
        assert constraint.label_selector.match_labels == {"app.kubernetes.io/name": "web"}


def test_only_pods_of_one_version_are_counted_where_they_can_be_told_apart() -> None:
    labelled, plain = constraints(SpreadSettings(), "pod-template-hash")[0], constraints(SpreadSettings())[0]

    assert (labelled.match_label_keys, plain.match_label_keys) == (["pod-template-hash"], None)


def test_a_node_that_is_closed_to_the_app_is_no_gap_in_the_spread() -> None:
    assert {each.node_taints_policy for each in constraints(SpreadSettings())} == {"Honor"}


def test_each_of_the_two_may_be_required_or_left_out() -> None:
    [zones] = constraints(SpreadSettings(zones="required", nodes="none", max_skew=2))

    assert (zones.when_unsatisfiable, zones.max_skew) == ("DoNotSchedule", 2)
