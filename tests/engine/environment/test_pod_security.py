"""Each control of the Pod Security Standards, checked on the API server in a namespace of the stack."""

import json
from typing import Any

import pytest

from tests.engine.stack_under_test import StackUnderTest
from tests.pod_security_standards import BREACHES, SOUND, Breach


def answer(stack: StackUnderTest, spec: dict[str, Any]) -> str:
    """The refusal of a pod. A dry run."""
    limits = {"resources": {"limits": {"cpu": "10m", "memory": "16Mi"}}}
    overrides = json.dumps({"spec": {**spec, "containers": [{**each, **limits} for each in spec["containers"]]}})
    command = ["run", "bare", "--image=a:1", "-n", "env-shop", "--dry-run=server", f"--overrides={overrides}"]
    return stack.cluster.kubectl(command, check=False).err


def test_a_pod_that_breaks_none_is_let_through(environment: StackUnderTest) -> None:
    assert answer(environment, SOUND) == ""


@pytest.mark.parametrize("breach", BREACHES, ids=str)
def test_the_api_server_refuses_whatever_breaks_it(environment: StackUnderTest, breach: Breach) -> None:
    said = answer(environment, breach.of(SOUND))

    assert 'violates PodSecurity "restricted:latest"' in said
    assert breach.refusal in said
