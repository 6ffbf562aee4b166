import pytest
import yaml
from pydantic import ValidationError

from slipway.checks.problems import problems_of
from slipway.settings import ScheduledJobSettings, StackSettings, StatefulAppSettings
from slipway.settings.placement import PREFERENCES, PlacementSettings

RULE = "a label value, a list of values, {notIn: [...]} or {exists: true}, for example ssd"


def test_replicas_are_spread_as_evenly_as_there_is_room_unless_told_otherwise() -> None:
    spread = StatefulAppSettings(image="postgres:18", port=5432).placement.spread

    assert (spread.zones, spread.nodes, spread.max_skew) == ("preferred", "preferred", 1)


def test_a_job_has_no_replicas_to_spread() -> None:
    with pytest.raises(ValidationError, match=r"placement\.spread"):
        ScheduledJobSettings.model_validate(
            {"image": "nginx:1.29", "schedule": "@daily", "placement": {"spread": "required"}}
        )


def test_only_as_many_preferences_as_can_be_told_apart() -> None:
    preferences = [{"disktype": "ssd"}] * (PREFERENCES + 1)

    assert PlacementSettings.model_validate({"preferredNodes": preferences[1:]})
    with pytest.raises(ValidationError, match="expected at most 7 preferences"):
        PlacementSettings.model_validate({"preferredNodes": preferences})


@pytest.mark.parametrize(
    ("placement", "problem"),
    [
        ("nodes: {disktype: yes}", f"nodes.disktype: expected {RULE}; got true"),
        (
            "preferredNodes: [{}]",
            (
                "preferredNodes.0: expected at least one label with its requirement, for example {disktype: ssd}; "
                "got a mapping"
            ),
        ),
        ("preferredNodes: [{disktype: yes}]", f"preferredNodes.0.disktype: expected {RULE}; got true"),
        (
            "tolerations: ['gpu:Never']",
            'tolerations.0.effect: expected one of NoSchedule, PreferNoSchedule or NoExecute; got "Never"',
        ),
        ("near: cache", 'near: expected a list; got "cache"'),
        ("near: [{ap: cache}]", "near.0.ap: unknown setting; did you mean app?"),
        (
            "awayFrom: [{}]",
            "awayFrom.0: expected either app or labels, for example {app: cache}",
        ),
        ("spread: {zone: required}", "spread.zone: unknown setting; did you mean zones?"),
        ("spread: {nodes: hard}", 'spread.nodes: expected one of preferred, required or none; got "hard"'),
        ("node: {}", "node: unknown setting; did you mean nodes?"),
    ],
)
def test_a_mistake_is_told_with_its_path_and_the_way_out(placement: str, problem: str) -> None:
    app = {"image": "nginx:1.29", "port": 8080, "placement": yaml.safe_load(placement)}
    stack = {"environment": "development", "namespaces": {"shop": {"apps": {"web": app}}}}

    with pytest.raises(ValidationError) as refused:
        StackSettings.model_validate(stack, by_alias=True, by_name=False)

    path = "namespaces.shop.apps.web.placement"
    assert [str(each) for each in problems_of(refused.value, StackSettings)] == [f"{path}.{problem}"]
