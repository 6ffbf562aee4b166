from typing import Any

from slipway.blocks.placement import spread
from slipway.settings.placement import SpreadSettings


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
