"""The examples, deployed as they are."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from offline.manifests import manifests
from offline.program import record_stack
from offline.recorder import AUTONAMED
from tests.engine.comparison import differences
from tests.engine.own_stack import own_stack
from tests.engine.stack_under_test import StackUnderTest
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine
from tools.layout import PROJECT
from tools.passphrase import DOCUMENTED

EXAMPLES = PROJECT / "examples"


@pytest.fixture(scope="module", params=["course", "tutorial"])
def example(
    request: pytest.FixtureRequest, engine: Engine, cluster: EmbeddedCluster, folder: Path
) -> Iterator[StackUnderTest]:
    """One of the examples after its first `up`."""
    name: str = request.param
    text = (EXAMPLES / f"Pulumi.{name}.yaml").read_text()
    stack = own_stack(name, text, engine, cluster, folder, passphrase=DOCUMENTED[name])
    untouched = stack.objects()
    stack.up()
    yield stack
    stack.undone(untouched)


def live(stack: StackUnderTest, kind: str, content: dict[str, Any]) -> Any:
    metadata = content["metadata"]
    return stack.get(kind, metadata.get("namespace", "default"), metadata["name"])


def test_it_is_deployed_whole_and_stays_as_it_is(example: StackUnderTest) -> None:
    recorded = manifests(record_stack(example.name, EXAMPLES / f"Pulumi.{example.name}.yaml"))
    compared = [each for each in recorded if each.kind != "HelmRelease" and AUTONAMED not in each.name]

    wrong = {each.file: list(differences(each.content, live(example, each.kind, each.content))) for each in compared}

    assert len(compared) > 20
    assert {file: found for file, found in wrong.items() if found} == {}
    assert example.unchanged().code == 0


def test_every_app_runs(example: StackUnderTest) -> None:
    wanted = {
        each["metadata"]["name"]: (each["status"].get("readyReplicas"), each["spec"]["replicas"])
        for kind in ("deployments", "statefulsets")
        for each in example.get(kind)
        if not each["metadata"]["namespace"].startswith(("kube-", "monitoring"))
    }

    assert {name for name, (ready, replicas) in wanted.items() if ready != replicas} == set()
    assert len(wanted) >= 4


def test_no_secret_lies_in_its_state_as_plain_text(example: StackUnderTest) -> None:
    assert "tulip-" not in json.dumps(example.resources())
