from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.container import ContainerSettings
from slipway.settings.environment import EnvSourceSettings
from tests.unit.slipway.settings.lines import lines_of


def lines(**settings: Any) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        ContainerSettings.model_validate({"image": "nginx:1.29", **settings})
    return lines_of(refused.value, ContainerSettings)


def test_numbers_in_an_environment_are_text() -> None:
    assert ContainerSettings.model_validate({"image": "nginx:1.29", "env": {"PORT": 3000}}).env == {"PORT": "3000"}


@pytest.mark.parametrize("value", [True, False, None, 1.5, [], {}])
def test_a_value_of_doubtful_spelling_must_be_quoted(value: object) -> None:
    with pytest.raises(ValidationError, match='expected a string without a zero byte, for example "on"'):
        ContainerSettings.model_validate({"image": "nginx:1.29", "env": {"DEBUG": value}})


def test_a_variable_that_is_set_twice_is_refused_and_named() -> None:
    with pytest.raises(ValidationError, match=r"expected each variable in only one of .*; duplicates: A, B, D"):
        ContainerSettings(
            image="nginx:1.29",
            env={"A": "1", "C": "1"},
            config_env={"A": "config/a", "B": "config/b"},
            secret_env={"B": "secret/b", "D": "secret/d"},
            field_env={"D": "metadata.name"},
        )


def test_the_name_of_a_source_alone_is_enough() -> None:
    settings = ContainerSettings.model_validate(
        {"image": "nginx:1.29", "configEnvFrom": ["web", {"name": "db", "prefix": "DB_"}]}
    )

    assert settings.config_env_from == (EnvSourceSettings(name="web"), EnvSourceSettings(name="db", prefix="DB_"))


@pytest.mark.parametrize("prefix", ["A=", "é", ""])
def test_a_prefix_that_begins_no_variable_is_refused(prefix: object) -> None:
    with pytest.raises(ValidationError, match="expected the beginning of names of variables"):
        EnvSourceSettings.model_validate({"name": "db", "prefix": prefix})


@pytest.mark.parametrize("value", [{"field": "status.hostIP"}, {"valueFrom": {"fieldRef": {"fieldPath": "x"}}}])
def test_a_source_among_the_values_is_told_the_setting_for_it(value: object) -> None:
    [line] = lines(env={"HOST_IP": value})

    assert line.startswith("env.HOST_IP: expected text; a value from elsewhere has a setting of its own: fieldEnv: {")


def test_a_field_that_no_variable_can_hold_is_told_those_that_one_can() -> None:
    [line] = lines(fieldEnv={"PHASE": "status.phase"})

    assert line == (
        "fieldEnv.PHASE: expected one of metadata.name, metadata.namespace, metadata.uid, metadata.labels['key'], "
        "metadata.annotations['key'], spec.nodeName, spec.serviceAccountName, status.hostIP, status.hostIPs, "
        'status.podIP and status.podIPs, for example status.hostIP; got "status.phase"'
    )
