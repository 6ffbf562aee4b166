"""Rules for all namespaces of all stacks."""

from typing import Any

import pytest

from offline.manifests import Manifest, manifests
from offline.program import ROOT
from tests.recorded import recorded

EVERY_KIND = ROOT / "tests" / "every-kind.yaml"
STACKS = {"dev": None, "prod": None, "kinds": EVERY_KIND}


@pytest.fixture(params=STACKS)
def stack(request: pytest.FixtureRequest) -> list[Manifest]:
    """Each stack, rendered."""
    return rendered(request.param)


def rendered(name: str) -> list[Manifest]:
    return manifests(recorded(name, STACKS[name]))


def named(stack: list[Manifest], kind: str) -> dict[str, dict[str, Any]]:
    """The only object of a kind in each namespace."""
    found = {each.folder: each.content for each in stack if each.kind == kind}
    assert len(found) == len([each for each in stack if each.kind == kind])
    return found


def names(stack: list[Manifest]) -> set[str]:
    return {each.name for each in stack if each.kind == "Namespace"}


def test_it_enforces_a_level_and_the_audit_log_tells_whatever_is_not_restricted(stack: list[Manifest]) -> None:
    levels = {
        each.name: {
            key.partition("/")[2]: value
            for key, value in each.content["metadata"]["labels"].items()
            if key.startswith("pod-security.kubernetes.io/")
        }
        for each in stack
        if each.kind == "Namespace"
    }

    assert levels
    for name, level in levels.items():
        # The node exporter sees its host, and nothing else in any namespace does.
        strictest = "privileged" if name == "monitoring" else "restricted"
        assert level == {"enforce": strictest, "warn": strictest, "audit": "restricted"}


def test_its_default_account_hands_out_no_token(stack: list[Manifest]) -> None:
    accounts = {each.folder: each.content for each in stack if each.kind == "ServiceAccount" and each.name == "default"}

    assert accounts.keys() == names(stack)
    assert {account["automountServiceAccountToken"] for account in accounts.values()} == {False}


def test_containers_that_say_nothing_get_figures(stack: list[Manifest]) -> None:
    ranges = named(stack, "LimitRange")

    assert ranges.keys() == names(stack)
    for each in ranges.values():
        assert {"default", "defaultRequest"} <= each["spec"]["limits"][0].keys()


@pytest.mark.parametrize("name", ["dev", "prod"])
def test_the_apps_of_the_example_stacks_are_bounded_one_by_one_and_together(name: str) -> None:
    ranges, quotas = named(rendered(name), "LimitRange"), named(rendered(name), "ResourceQuota")

    assert ranges.keys() == quotas.keys()
    for namespace in ranges:
        if namespace != "monitoring":  # no app is in it
            assert ranges[namespace]["spec"]["limits"][0]["max"].keys() == {"cpu", "memory"}
        hard = quotas[namespace]["spec"]["hard"]
        assert {"requests.cpu", "limits.cpu", "requests.memory", "limits.memory", "pods"} <= hard.keys()


def test_people_are_granted_no_secrets_no_wildcards_and_no_way_to_further_rights(stack: list[Manifest]) -> None:
    roles = [each for each in stack if each.kind == "Role" and each.name.startswith("team.")]
    rules = [rule for each in roles for rule in each.content["rules"]]

    assert rules
    for rule in rules:
        assert not {"secrets", "*", "pods/exec", "serviceaccounts/token"} & {*rule["resources"]}
        assert not {"*", "escalate", "bind", "impersonate"} & {*rule["verbs"]}


def test_rights_of_people_are_bound_to_groups_and_never_to_everybody(stack: list[Manifest]) -> None:
    bindings = [each for each in stack if each.kind == "RoleBinding" and each.name.startswith("team.")]
    subjects = [subject for each in bindings for subject in each.content["subjects"]]

    assert {subject["kind"] for subject in subjects} == {"Group"}
    assert not [subject["name"] for subject in subjects if subject["name"].startswith("system:")]
