"""A stack with every setting: checked strictly by the API server, then deployed."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from offline.manifests import manifests
from offline.program import ROOT, record_stack
from stack.git_status import VARIABLE as UNCOMMITTED
from tests.contract.test_every_option import FILE
from tests.engine.own_stack import own_stack
from tests.engine.schema.api_server import ApiServer
from tests.engine.schema.openapi import OpenApi
from tests.engine.schema.requests import requests_of
from tests.engine.secrets.operator import Operator
from tests.engine.stack_under_test import StackUnderTest
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine

NAME = "options"
SECRETS = {
    "options.db.password": "tulip",
    'options.registry[".dockerconfigjson"]': '{"auths": {"registry.test": {"username": "app", "password": "tulip"}}}',
}
STORED = {
    "shop/queue#url": "amqp://queue",
    "mail#password": "lily",
    "shop/grafana#username": "admin",
    "shop/grafana#password": "crocus",
}
REASON = "the tests are run before"
CONTROLLERS = {
    "deployments": ("readyReplicas", "replicas"),
    "statefulsets": ("readyReplicas", "replicas"),
    "daemonsets": ("numberReady", "desiredNumberScheduled"),
}


@pytest.fixture(scope="module")
def options(
    api: ApiServer, engine: Engine, cluster: EmbeddedCluster, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[StackUnderTest]:
    """The stack after its first deployment, with its own secrets. `api` knows the kind of every object."""
    assert api
    settings = yaml.safe_load(FILE.read_text())
    del settings["config"]["slipway:secrets"]
    kube_system = json.loads(cluster.kubectl(["get", "namespace", "kube-system", "-o", "json"]).out)
    settings["config"]["slipway:cluster"]["uid"] = kube_system["metadata"]["uid"]
    stack = own_stack(NAME, yaml.safe_dump(settings), _hurried(engine), cluster, folder)
    shutil.copy(ROOT / "LICENSE", folder)  # one of its apps mounts it
    with stack.undone_afterwards():
        for path, value in SECRETS.items():
            stack.config("set", "--path", "--secret", f"slipway:secrets.{path}", value)
        with Operator(cluster, STORED, tmp_path_factory.mktemp("operator")).at_work():
            diagnostics = stack.up().out.partition("Diagnostics:")[2].splitlines()
        assert [line for line in diagnostics if "warning:" in line and REASON not in line] == []
        yield stack


def test_the_api_server_accepts_every_object_strictly_and_warns_of_none(api: ApiServer, openapi: OpenApi) -> None:
    objects = [_with_secrets(content) for content in requests_of(manifests(record_stack(NAME, FILE)))]

    answers = api.would_apply(objects)

    assert [
        f"{each.about}: {each.message} {each.warnings}" for each in answers if not each.accepted or each.warnings
    ] == []
    assert [mistake for content in objects for mistake in openapi.mistakes(content)] == []


def _hurried(engine: Engine) -> Engine:
    """Allow uncommitted files, which production would refuse."""
    return Engine(engine.layout, surroundings={**engine.surroundings, UNCOMMITTED: REASON})


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
