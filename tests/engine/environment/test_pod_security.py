"""Each control of the Pod Security Standards, checked on the API server in a namespace of the stack."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.engine.stack_under_test import StackUnderTest
from tests.pod_security_standards import BREACHES, SOUND, Breach

PODS = {"sound": SOUND, **{f"breach-{index}": breach.of(SOUND) for index, breach in enumerate(BREACHES)}}
"""By the name that each is asked for under."""


def pod(name: str, spec: dict[str, Any]) -> dict[str, Any]:
    limits = {"resources": {"limits": {"cpu": "10m", "memory": "16Mi"}}}
    bounded = {**spec, "containers": [{**each, **limits} for each in spec["containers"]]}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": name, "namespace": "env-shop"}, "spec": bounded}


@pytest.fixture(scope="module")
def refusals(deployed: StackUnderTest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The API server's refusals, by the name of the pod. Nothing is created."""
    file: Path = tmp_path_factory.mktemp("pods") / "pods.json"
    file.write_text(json.dumps({"apiVersion": "v1", "kind": "List", "items": [pod(*each) for each in PODS.items()]}))
    answer = deployed.cluster.kubectl(["create", "--dry-run=server", "-f", str(file)], check=False)
    refused = re.findall(r'^Error .*?pods "([-a-z0-9]+)" is forbidden: (.*)$', answer.err, re.MULTILINE)
    assert len(refused) == len(answer.err.splitlines()), answer.err
    return dict(refused)


def test_a_pod_that_breaks_none_is_let_through(refusals: dict[str, str]) -> None:
    assert PODS.keys() - refusals.keys() == {"sound"}


@pytest.mark.parametrize("breach", BREACHES, ids=str)
def test_the_api_server_refuses_whatever_breaks_it(refusals: dict[str, str], breach: Breach) -> None:
    said = refusals[f"breach-{BREACHES.index(breach)}"]

    assert 'violates PodSecurity "restricted:latest"' in said
    assert breach.refusal in said
