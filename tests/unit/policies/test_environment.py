import pytest

from policies.environment import environment_of, level_of
from policies.exemptions import UNREADABLE, UNUSED
from policies.images import IMAGE_DIGEST, IMAGE_VERSION


def test_a_stack_that_says_development_is_only_advised() -> None:
    assert environment_of({"slipway:environment": "development"}, "slipway") == "development"
    assert level_of(IMAGE_VERSION, "development") == "advisory"


@pytest.mark.parametrize(
    "config", [{}, {"slipway:environment": "production"}, {"slipway:environment": "Development"}, {"environment": "x"}]
)
def test_every_other_one_is_held_to_everything(config: dict[str, str]) -> None:
    assert environment_of(config, "slipway") == "production"
    assert level_of(IMAGE_VERSION, "production") == "mandatory"


def test_the_environment_of_another_project_is_not_its_own() -> None:
    assert environment_of({"other:environment": "development"}, "slipway") == "production"


def test_what_is_asked_of_production_alone_is_not_asked_of_development() -> None:
    assert level_of(IMAGE_DIGEST, "development") is None
    assert level_of(IMAGE_DIGEST, "production") == "mandatory"


def test_an_exemption_that_is_left_over_stops_nothing() -> None:
    assert level_of(UNUSED, "production") == "advisory"


def test_a_part_of_the_stack_file_that_cannot_be_read_stops_development_too() -> None:
    assert level_of(UNREADABLE, "development") == level_of(UNREADABLE, "production") == "mandatory"
