import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slipway.settings.secrets import docker_config_problem

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
