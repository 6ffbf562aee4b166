import pytest
from pydantic import ValidationError

from slipway.settings.container import ContainerSettings, EnvSourceSettings


def test_a_name_alone_is_enough() -> None:
    settings = ContainerSettings.model_validate(
        {"image": "nginx:1.29", "configEnvFrom": ["web", {"name": "db", "prefix": "DB_"}]}
    )

    assert settings.config_env_from == (EnvSourceSettings(name="web"), EnvSourceSettings(name="db", prefix="DB_"))


@pytest.mark.parametrize("prefix", ["1", "a-b", "", 1])
def test_a_prefix_that_begins_no_variable_is_refused(prefix: object) -> None:
    with pytest.raises(ValidationError, match="expected a prefix of letters"):
        EnvSourceSettings.model_validate({"name": "db", "prefix": prefix})
