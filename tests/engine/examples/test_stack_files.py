"""The examples, deployed as they are."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from offline.manifests import manifests
from offline.program import record_stack
from tests.engine.comparison import comparable, deviations
from tests.engine.own_stack import own_stack
from tests.engine.stack_under_test import StackUnderTest
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine
from tools.layout import PROJECT
from tools.passphrase import DOCUMENTED

EXAMPLES = PROJECT / "examples"


@pytest.fixture(scope="module", params=["course", "tutorial", "boutique", "mastodon", "media"])
def example(
    request: pytest.FixtureRequest, engine: Engine, cluster: EmbeddedCluster, folder: Path
) -> Iterator[StackUnderTest]:
    """One of the examples after its first `up`."""
    name: str = request.param
    text = (EXAMPLES / f"Pulumi.{name}.yaml").read_text()
    stack = own_stack(name, text, engine, cluster, folder, passphrase=DOCUMENTED[name])
    with stack.undone_afterwards():
        stack.up()
        yield stack


def test_it_is_deployed_whole_and_stays_as_it_is(example: StackUnderTest) -> None:
    objects = comparable(manifests(record_stack(example.name, EXAMPLES / f"Pulumi.{example.name}.yaml")))

    assert len(objects) > 20
    assert deviations(objects, example.cluster) == {}
    assert example.unchanged().code == 0


def test_every_app_runs(example: StackUnderTest) -> None:
    wanted = {
        each["metadata"]["name"]: (each["status"].get("readyReplicas"), each["spec"]["replicas"])
        for kind in ("deployments", "statefulsets")
        for each in example.get(kind)
        if not each["metadata"]["namespace"].startswith(("kube-", "monitoring"))
    }

    assert {name for name, (ready, replicas) in wanted.items() if ready != replicas} == set()
    assert len(wanted) >= 2


def test_no_secret_lies_in_its_state_as_plain_text(example: StackUnderTest) -> None:
    assert "tulip-" not in json.dumps(example.resources())
