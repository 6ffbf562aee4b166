"""The real `__main__.py`, run for both stacks."""

import json

import pytest

from offline.program import record_stack
from tests.recorded import recorded

STACKS = ["dev", "prod"]


@pytest.mark.parametrize("stack", STACKS)
def test_it_deploys_both_example_systems_and_monitoring(stack: str) -> None:
    recording = recorded(stack)
    components = {each.name.replace(f"-{stack}", "") for each in recording.registrations if "slipway:" in each.type}

    assert components == {
        "course",
        "sample",
        "course.python-web",
        "course.java-web",
        "course.visits",
        "course.log-agent",
        "sample.node-api",
        "sample.cleanup",
        "course.network",
        "sample.network",
        "monitoring",
        "monitoring.network",
        # In production the database is the provider's.
        *(["sample.db"] if stack == "dev" else []),
    }


@pytest.mark.parametrize("stack", STACKS)
def test_it_tells_how_to_reach_every_app_and_grafana(stack: str) -> None:
    outputs = recorded(stack).outputs

    assert outputs["apps"][f"sample-{stack}/node-api"]["exposed"] is True
    assert outputs["grafana"]["open"].startswith("kubectl -n monitoring port-forward")


def test_dev_and_prod_make_the_same_kinds_of_objects() -> None:
    dev, prod = ({each.type for each in recorded(stack).registrations} for stack in STACKS)

    assert dev == prod


@pytest.mark.parametrize("stack", STACKS)
def test_no_value_of_a_secret_is_outside_a_secret(stack: str) -> None:
    for each in recorded(stack).registrations:
        inputs = each.inputs
        if each.type == "kubernetes:core/v1:Secret":
            inputs = {key: value for key, value in inputs.items() if key != "stringData"}
        assert "<secret:" not in json.dumps(inputs), each.urn


@pytest.mark.parametrize("stack", STACKS)
def test_every_secret_is_marked_as_one(stack: str) -> None:
    recording = recorded(stack)
    secrets = recording.all("Secret")

    assert len(secrets) == {"dev": 3, "prod": 6}[stack]
    assert all(recording.is_secret("Secret", "stringData", secret.name) for secret in secrets)


@pytest.mark.parametrize("stack", STACKS)
def test_it_registers_the_same_every_time(stack: str) -> None:
    first, second = record_stack(stack), record_stack(stack)

    assert first == second
