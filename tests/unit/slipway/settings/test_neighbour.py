import pytest
from pydantic import TypeAdapter, ValidationError

from slipway.settings.placement import Neighbour, NeighbourSettings

NEIGHBOUR: TypeAdapter[NeighbourSettings] = TypeAdapter(Neighbour)


def test_the_name_of_an_app_is_enough_and_means_a_preference_about_nodes() -> None:
    settings = NEIGHBOUR.validate_python("cache")

    assert settings == NeighbourSettings(app="cache", topology="node", required=False)


@pytest.mark.parametrize("written", [{}, {"app": "cache", "labels": {"tier": "cache"}}])
def test_a_neighbour_is_an_app_or_whoever_has_some_labels(written: object) -> None:
    with pytest.raises(ValidationError, match="expected either app or labels"):
        NEIGHBOUR.validate_python(written)


def test_a_neighbour_is_required_or_not_and_nothing_between() -> None:
    with pytest.raises(ValidationError, match="expected true or false, for example true"):
        NEIGHBOUR.validate_python({"app": "cache", "required": "maybe"})
