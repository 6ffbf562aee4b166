import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from slipway.checks.problems import problems_of
from slipway.settings.secrets import SecretSourceSettings, docker_config_problem


def source(settings: Any) -> SecretSourceSettings:
    return SecretSourceSettings.model_validate(settings)


def lines(settings: Any) -> list[str]:
    with pytest.raises(ValidationError) as error:
        source(settings)
    return [str(problem) for problem in problems_of(error.value, SecretSourceSettings)]


def test_a_key_is_written_as_a_path_and_what_stands_behind_it() -> None:
    keys = {"a": "shop/db#password", "b": "shop/db", "c": {"path": "shop/db", "version": "3"}}
    external = source({"external": {"store": "vault", "keys": keys}}).external

    assert external is not None
    assert {key: (remote.path, remote.property, remote.version) for key, remote in external.keys.items()} == {
        "a": ("shop/db", "password", None),
        "b": ("shop/db", None, None),
        "c": ("shop/db", None, "3"),
    }


@pytest.mark.parametrize("value", [True, "partner-2019"])
def test_an_existing_one_may_have_another_name(value: object) -> None:
    assert source({"existing": value}).existing == value
    assert source({"existing": value}).remote is None


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({}, ": expected exactly one of existing, external, csi; got none"),
        (
            {"existing": True, "external": {"store": "a", "keys": {"a": "b"}}},
            ": expected exactly one of existing, external, csi; got existing and external",
        ),
        (
            {"existing": False},
            "existing: expected true, or the name of the Secret, for example true; got false",
        ),
        ({"external": {"store": "a", "keys": {}}}, "external: expected at least one key in keys, for example"),
        (
            {"external": {"keys": {"a": "b"}}},
            "external.store: missing; required: the name of a store in `secretStores`",
        ),
        (
            {"external": {"store": "a", "keys": {"a": "b#"}}},
            "external.keys.a.property: expected a property of the stored secret, for example password",
        ),
        (
            {"external": {"store": "a", "keys": {"a": "/b"}}},
            "external.keys.a.path: expected the path of a secret in the store, for example shop/db",
        ),
        (
            {"external": {"store": "a", "keys": {"a": "b"}, "refresh": "1 hour"}},
            'external.refresh: expected a duration in seconds, minutes or hours, for example 1h; got "1 hour"',
        ),
        (
            {"csi": {"store": "a", "keys": {"a": "shop/db"}}},
            "csi: keys.a: a path of Vault holds several values; expected one of them, for example shop/db#",
        ),
    ],
)
def test_a_mistake_is_told_with_its_path_and_the_way_out(settings: Any, line: str) -> None:
    [told] = lines(settings)
    assert told.startswith(line)


AUTH = {"auth": "dHVsaXA="}


@pytest.mark.parametrize(
    "content",
    [
        {"auths": {"registry.test": AUTH}},
        {"auths": {"registry.test": {"username": "u", "password": "p"}, "https://index.docker.io/v1/": AUTH}},
        {"auths": {"registry.test": AUTH}, "credHelpers": {}},
    ],
    ids=str,
)
def test_the_credentials_of_a_registry_are_what_images_are_pulled_with(content: Any) -> None:
    assert docker_config_problem(json.dumps(content)) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tulip",
        '{"auths": {"tulip": ',
        *map(json.dumps, [None, [], {}, {"auths": None}, {"auths": {}}, {"auths": []}, {"auths": {"tulip": {}}}]),
        *map(json.dumps, [{"auths": {"tulip": "dHVsaXA="}}, {"auths": {"a": AUTH, "tulip": None}}, {"tulip": AUTH}]),
        "[" * 100_000,
    ],
    ids=lambda text: text[:30],
)
def test_what_the_api_server_refuses_or_no_image_can_be_pulled_with_is_told(text: str) -> None:
    problem = docker_config_problem(text)

    assert problem == (
        "expected JSON with the credentials of at least one registry, for example "
        '{"auths": {"registry.example.com": {"username": ..., "password": ...}}}'
    )


@given(st.text(min_size=1).map("tulip{}".format))
def test_no_word_of_the_value_is_told(value: str) -> None:
    assert "tulip" not in str(docker_config_problem(value))
