from typing import Any

import hypothesis
from hypothesis import strategies as st

from slipway.blocks.placement import affinity
from slipway.settings.placement import PREFERENCES, PlacementSettings


def placed(**settings: Any) -> Any:
    return affinity(PlacementSettings.model_validate(settings), nodes={})


def expressions(term: Any) -> list[tuple[str, str, list[str] | None]]:
    return [(each.key, each.operator, each.values) for each in term.match_expressions]


def test_a_preference_about_nodes_keeps_no_pod_from_running() -> None:
    made = placed(preferredNodes=[{"disktype": "ssd"}]).node_affinity
    [preferred] = made.preferred_during_scheduling_ignored_during_execution

    assert made.required_during_scheduling_ignored_during_execution is None
    assert expressions(preferred.preference) == [("disktype", "In", ["ssd"])]


@hypothesis.given(st.integers(1, PREFERENCES))
def test_each_preference_outweighs_all_that_follow(count: int) -> None:
    made = placed(preferredNodes=[{"a": str(number)} for number in range(count)])
    weights = [each.weight for each in made.node_affinity.preferred_during_scheduling_ignored_during_execution]

    assert all(weight > sum(weights[place + 1 :]) for place, weight in enumerate(weights))
    assert all(1 <= weight <= 100 for weight in weights)


def test_an_app_is_placed_near_another_by_its_name() -> None:
    made = placed(near=["cache"])
    [preferred] = made.pod_affinity.preferred_during_scheduling_ignored_during_execution

    assert preferred.pod_affinity_term.topology_key == "kubernetes.io/hostname"
    assert preferred.pod_affinity_term.label_selector.match_labels == {"app.kubernetes.io/name": "cache"}
    assert (made.node_affinity, made.pod_anti_affinity) == (None, None)


def test_an_app_is_kept_away_from_the_pods_of_others_by_their_labels() -> None:
    other = {"labels": {"tier": ["batch", "night"]}, "namespace": "reports", "topology": "zone", "required": True}
    [term] = placed(awayFrom=[other]).pod_anti_affinity.required_during_scheduling_ignored_during_execution

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
    [preferred] = placed(preferredNodes=[rules]).node_affinity.preferred_during_scheduling_ignored_during_execution
    made = expressions(preferred.preference)

    assert [key for key, _, _ in made] == list(rules)
    for _, operator, values in made:
        assert operator in {"In", "NotIn", "Exists", "DoesNotExist"}
        assert bool(values) == (operator in {"In", "NotIn"})
