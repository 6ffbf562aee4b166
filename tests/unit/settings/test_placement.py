import pytest
from pydantic import ValidationError

from settings import ScheduledJobSettings, StatefulAppSettings
from settings.placement import PREFERENCES, PlacementSettings


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
