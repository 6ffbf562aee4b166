"""The policies, evaluated for all stacks of this project."""

from pathlib import Path

import pytest

from offline.policy_check import evaluate_stack, objects
from offline.program import ROOT
from policies.configuration import Configuration
from policies.evaluation import ALL, evaluate
from policies.kubernetes_object import KubernetesObject
from tests.recorded import recorded
from tools.policy_reference import FILE as PAGE
from tools.policy_reference import fresh

STACKS = {
    "dev": ROOT / "Pulumi.dev.yaml",
    "prod": ROOT / "Pulumi.prod.yaml",
    "kinds": ROOT / "tests" / "every-kind.yaml",
    "network": ROOT / "tests" / "engine" / "network" / "Pulumi.network.yaml",
    **{file.name.split(".")[1]: file for file in (ROOT / "examples").glob("Pulumi.*.yaml")},
}
stack = pytest.mark.parametrize(("name", "file"), STACKS.items(), ids=STACKS.keys())


@stack
def test_no_stack_of_this_project_breaks_a_policy(name: str, file: Path) -> None:
    evaluation = evaluate_stack(name, file)

    assert [str(each) for each in (*evaluation.mandatory, *evaluation.advisory)] == []


@stack
def test_the_policies_see_every_object_of_it(name: str, file: Path) -> None:
    recording = recorded(name, file)

    assert [each.urn for each in objects(recording)] == [
        each.urn for each in recording.registrations if each.type.startswith("kubernetes:")
    ]


def test_every_kind_of_app_may_go_live_but_for_its_examples_images() -> None:
    everything = objects(recorded("kinds", STACKS["kinds"]))
    evaluation = evaluate(everything, Configuration("production"))

    assert {each.rule.name for each in evaluation.mandatory} == {"image-digest"}


def test_an_object_without_its_hardening_is_found_among_all_the_others() -> None:
    everything = objects(recorded("prod"))
    [web] = [each for each in everything if each.title == "Deployment course-prod.python-web"]
    spoilt = KubernetesObject(web.pulumi_name, _without(web.content, "securityContext"))
    others = [each for each in everything if each is not web]
    evaluation = evaluate([*others, spoilt], Configuration("production"))

    assert {each.object.title for each in evaluation.mandatory} == {"Deployment course-prod.python-web"}
    assert {each.rule.name for each in evaluation.mandatory} == {
        "privilege-escalation",
        "capabilities",
        "non-root",
        "read-only-root",
        "seccomp",
    }


def test_the_page_about_the_rules_is_fresh() -> None:
    page = PAGE.read_text()

    assert page == fresh(page), "run `make docs`"
    for rule in ALL:
        assert f"| `{rule.name}` |" in page


def _without(value: object, key: str) -> "dict[str, object]":
    spoilt = _stripped(value, key)
    assert isinstance(spoilt, dict)
    return spoilt


def _stripped(value: object, key: str) -> object:
    if isinstance(value, dict):
        return {name: _stripped(each, key) for name, each in value.items() if name != key}
    return [_stripped(each, key) for each in value] if isinstance(value, list) else value
