from typing import Any

import pytest

from policies.privileges import CAPABILITIES, NON_ROOT, PRIVILEGE_ESCALATION, PRIVILEGED, READ_ONLY_ROOT
from policies.rule import Rule
from tests.unit.policies.objects import container, found, secured, workload

ALL = [PRIVILEGED, PRIVILEGE_ESCALATION, CAPABILITIES, NON_ROOT, READ_ONLY_ROOT]
CONTEXT = "spec.template.spec.containers[web].securityContext"


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.name)
def test_a_hardened_app_passes(rule: Rule) -> None:
    assert found(rule, workload()) == []


@pytest.mark.parametrize(
    ("rule", "said", "expected"),
    [
        (PRIVILEGED, {"privileged": True}, "privileged: expected false; got true"),
        (
            PRIVILEGE_ESCALATION,
            {"allowPrivilegeEscalation": True},
            "allowPrivilegeEscalation: expected false; got true",
        ),
        (
            PRIVILEGE_ESCALATION,
            {"allowPrivilegeEscalation": None},
            "allowPrivilegeEscalation: expected false; got nothing",
        ),
        (CAPABILITIES, {"capabilities": {}}, "capabilities.drop: expected ALL; got nothing"),
        (CAPABILITIES, {"capabilities": {"drop": ["NET_RAW"]}}, 'capabilities.drop: expected ALL; got ["NET_RAW"]'),
        (
            CAPABILITIES,
            {"capabilities": {"drop": ["ALL"], "add": ["NET_BIND_SERVICE", "SYS_ADMIN"]}},
            'capabilities.add: expected at most NET_BIND_SERVICE; got "SYS_ADMIN"',
        ),
        (NON_ROOT, {"runAsNonRoot": False}, "runAsNonRoot: expected true here or for the pod; got false"),
        (NON_ROOT, {"runAsUser": 0}, "runAsUser: expected a user other than root; got 0"),
        (READ_ONLY_ROOT, {"readOnlyRootFilesystem": False}, "readOnlyRootFilesystem: expected true; got false"),
    ],
)
def test_each_loosening_is_told_with_its_path(rule: Rule, said: dict[str, Any], expected: str) -> None:
    assert found(rule, workload(secured(**said))) == [f"{CONTEXT}.{expected}"]


@pytest.mark.parametrize(
    ("rule", "relaxation", "said"),
    [
        (PRIVILEGE_ESCALATION, "privilegeEscalation", {"allowPrivilegeEscalation": True}),
        (CAPABILITIES, "addCapabilities.CHOWN", {"capabilities": {"drop": ["ALL"], "add": ["CHOWN"]}}),
        (NON_ROOT, "runAsRoot", {"runAsUser": 0, "runAsNonRoot": False}),
        (READ_ONLY_ROOT, "writableRootFilesystem", {"readOnlyRootFilesystem": False}),
    ],
)
def test_a_reason_excuses_what_it_is_for_and_an_empty_one_nothing(
    rule: Rule, relaxation: str, said: dict[str, Any]
) -> None:
    def with_reason(reason: str) -> list[str]:
        return found(rule, workload(secured(**said), annotations={f"slipway.dev/relaxation.{relaxation}": reason}))

    assert with_reason("the vendor's image wants it") == []
    assert with_reason(" ") != []


def test_nothing_excuses_a_privileged_container() -> None:
    reason = {"slipway.dev/relaxation.privileged": "because we can"}

    assert len(found(PRIVILEGED, workload(secured(privileged=True), annotations=reason))) == 1


def test_a_reason_for_one_capability_is_none_for_another() -> None:
    app = workload(
        secured(capabilities={"drop": ["ALL"], "add": ["CHOWN", "FOWNER"]}),
        annotations={"slipway.dev/relaxation.addCapabilities.CHOWN": "sets up its folder"},
    )

    assert found(CAPABILITIES, app) == [f'{CONTEXT}.capabilities.add: expected at most NET_BIND_SERVICE; got "FOWNER"']


def test_a_promise_that_nobody_makes_is_missed() -> None:
    assert found(NON_ROOT, workload(pod={"securityContext": {}})) == [
        f"{CONTEXT}.runAsNonRoot: expected true here or for the pod; got nothing"
    ]


def test_a_pod_of_root_is_told_although_its_container_says_nothing() -> None:
    root = {"securityContext": {"runAsNonRoot": True, "runAsUser": 0}}

    assert found(NON_ROOT, workload(pod=root)) == [
        "spec.template.spec.securityContext.runAsUser: expected a user other than root; got 0"
    ]


def test_containers_that_start_first_are_held_to_the_same() -> None:
    app = workload(pod={"initContainers": [container(name="prepare", securityContext={})]})

    assert all(found(rule, app) for rule in (PRIVILEGE_ESCALATION, CAPABILITIES, READ_ONLY_ROOT))


def test_what_windows_does_not_have_is_not_asked_of_it() -> None:
    app = workload({"name": "web"}, pod={"os": {"name": "windows"}})

    assert found(PRIVILEGE_ESCALATION, app) == found(CAPABILITIES, app) == []
