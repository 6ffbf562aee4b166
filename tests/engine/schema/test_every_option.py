"""A stack with every setting: checked strictly by the API server, then deployed."""

from typing import Any

from offline.manifests import manifests
from offline.program import record_stack
from tests.contract.test_every_option import FILE
from tests.engine.schema.api_server import ApiServer
from tests.engine.schema.conftest import NAME
from tests.engine.schema.openapi import OpenApi
from tests.engine.schema.requests import requests_of
from tests.engine.stack_under_test import StackUnderTest

CONTROLLERS = {
    "deployments": ("readyReplicas", "replicas"),
    "statefulsets": ("readyReplicas", "replicas"),
    "daemonsets": ("numberReady", "desiredNumberScheduled"),
}


def test_the_api_server_accepts_every_object_strictly_and_warns_of_none(api: ApiServer, openapi: OpenApi) -> None:
    objects = [_with_secrets(content) for content in requests_of(manifests(record_stack(NAME, FILE)))]

    answers = api.would_apply(objects)

    assert [
        f"{each.about}: {each.message} {each.warnings}" for each in answers if not each.accepted or each.warnings
    ] == []
    assert [mistake for content in objects for mistake in openapi.mistakes(content)] == []


def _with_secrets(content: dict[str, Any]) -> dict[str, Any]:
    """Rendered objects have placeholders. The API server validates the content of pull secrets, so they need a valid
    one.
    """
    return {**content, "stringData": {".dockerconfigjson": "{}"}} if content.get("type") else content


def test_everything_is_ready(options: StackUnderTest) -> None:
    for kind, (ready, wanted) in CONTROLLERS.items():
        states = {each["metadata"]["name"]: each["status"] for each in options.get(kind)}
        assert {name for name, state in states.items() if state.get(ready, 0) != state[wanted]} == set()


def test_a_second_preview_changes_nothing_even_after_a_refresh(options: StackUnderTest) -> None:
    assert options.unchanged().code == 0
    assert options.run("preview", "--refresh", "--expect-no-changes", check=False).code == 0
