import pytest
from pydantic import ValidationError

from slipway.settings import StatelessAppSettings
from tests.unit.slipway.settings.lines import lines_of

WEB: dict[str, object] = {"image": "nginx:1.29", "port": 8080}


@pytest.mark.parametrize("setting", ["storage", "retention", "podManagementPolicy"])
def test_it_keeps_nothing(setting: str) -> None:
    with pytest.raises(ValidationError) as refused:
        StatelessAppSettings.model_validate({**WEB, setting: {}})

    [told] = lines_of(refused.value, StatelessAppSettings)
    assert told.startswith(f"{setting}: unknown setting")


def test_it_rolls_as_a_deployment_does() -> None:
    recreated = StatelessAppSettings.model_validate({**WEB, "rollout": {"type": "Recreate"}})

    assert recreated.rollout.type == "Recreate"
    with pytest.raises(ValidationError, match="partition"):
        StatelessAppSettings.model_validate({**WEB, "rollout": {"partition": 1}})
