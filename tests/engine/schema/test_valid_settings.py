"""Whatever the settings accept, the API server accepts too: by its schema, and by everything that it checks beyond.

Each stack that is made up here says one setting at least, so that each setting of each kind of app has its turn.
"""

import json
from dataclasses import dataclass
from typing import Any

import hypothesis
import pytest

from offline.manifests import manifests
from slipway.settings.kinds import KINDS
from slipway.settings.namespace import NamespaceSettings
from tests.changed_settings import REFUSED
from tests.engine.schema.api_server import ApiServer
from tests.engine.schema.openapi import OpenApi
from tests.engine.schema.requests import requests_of
from tests.valid_settings import SAME_EVERY_TIME, saying
from tests.valid_stacks import EMPTY_NAMESPACES, PATCHES, appless, built, stacks

EXAMPLES = 2
"""The number of stacks for each setting of each kind of app."""
SHOWN = 5
"""The number of errors in a failure message."""


@dataclass(frozen=True)
class Sent:
    """One object, and its stack."""

    stack: dict[str, Any]
    content: dict[str, Any]


NAMESPACES = "namespace"
"""Namespaces without apps, tested like a kind of app."""


@pytest.fixture(scope="module", params=[*KINDS, NAMESPACES])
def sent(request: pytest.FixtureRequest) -> list[Sent]:
    """All requests to the API server for stacks with one kind of app."""
    stacks = made_up(request.param)
    return [Sent(stack, content) for stack in stacks for content in requests_of(manifests(built(stack)))]


def made_up(kind: str) -> list[dict[str, Any]]:
    """The same examples in every run."""
    found: list[dict[str, Any]] = []
    model = KINDS.get(kind, NamespaceSettings)
    left_out = {PATCHES, *REFUSED.get(kind, ())}
    for setting in [str(field.alias) for field in model.model_fields.values() if field.alias not in left_out]:
        apps = saying(model, setting).map(lambda app: {**app, "kind": kind})

        @hypothesis.settings(SAME_EVERY_TIME, max_examples=EXAMPLES)
        @hypothesis.given(appless(setting) if kind == NAMESPACES else stacks(apps, EMPTY_NAMESPACES))
        def collect(stack: dict[str, Any]) -> None:
            found.append(stack)

        collect()
    return found


def test_the_schema_of_the_api_accepts_every_object(openapi: OpenApi, sent: list[Sent]) -> None:
    mistakes = [told(each, mistake) for each in sent for mistake in openapi.mistakes(each.content)]

    assert not mistakes[:SHOWN]


def test_the_api_server_accepts_every_object_strictly_and_warns_of_none(api: ApiServer, sent: list[Sent]) -> None:
    answers = api.would_apply(each.content for each in sent)
    complaints = [
        told(each, answer.message or str(answer.warnings))
        for each, answer in zip(sent, answers, strict=True)
        if not answer.accepted or answer.warnings
    ]

    assert len(answers) > len(KINDS) * EXAMPLES
    assert not complaints[:SHOWN]


def told(sent: Sent, mistake: str) -> str:
    """The failure message. It has enough data for the unit test of the missing rule: the stack must be refused, or
    built in another way.
    """
    return f"{mistake}\n  {sent.content['kind']} of the stack {json.dumps(sent.stack)}"
