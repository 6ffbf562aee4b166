from typing import Any

import pytest

from policies.kernel import APPARMOR, PROC_MOUNT, SECCOMP, SELINUX, SYSCTLS_RULE
from policies.rule import Rule
from tests.unit.policies.objects import found, secured, workload

POD = "spec.template.spec.securityContext"
CONTEXT = "spec.template.spec.containers[web].securityContext"


@pytest.mark.parametrize("rule", [APPARMOR, PROC_MOUNT, SECCOMP, SELINUX, SYSCTLS_RULE], ids=lambda rule: rule.name)
def test_a_hardened_app_passes(rule: Rule) -> None:
    assert found(rule, workload()) == []


@pytest.mark.parametrize(
    ("rule", "said", "expected"),
    [
        (
            SECCOMP,
            {"seccompProfile": {"type": "Unconfined"}},
            'seccompProfile.type: expected RuntimeDefault or Localhost here or for the pod; got "Unconfined"',
        ),
        (
            APPARMOR,
            {"appArmorProfile": {"type": "Unconfined"}},
            'appArmorProfile.type: expected RuntimeDefault or Localhost; got "Unconfined"',
        ),
        (
            SELINUX,
            {"seLinuxOptions": {"type": "spc_t"}},
            'seLinuxOptions.type: expected container_t; got "spc_t"',
        ),
        (SELINUX, {"seLinuxOptions": {"user": "root"}}, 'seLinuxOptions.user: expected no user; got "root"'),
        (PROC_MOUNT, {"procMount": "Unmasked"}, 'procMount: expected Default; got "Unmasked"'),
    ],
)
def test_each_opening_is_told_with_its_path(rule: Rule, said: dict[str, Any], expected: str) -> None:
    assert found(rule, workload(secured(**said))) == [f"{CONTEXT}.{expected}"]


def test_a_pod_without_any_seccomp_profile_is_told() -> None:
    assert len(found(SECCOMP, workload(pod={"securityContext": {}}))) == 1


def test_a_container_may_bring_the_profile_that_its_pod_lacks() -> None:
    confined = secured(seccompProfile={"type": "Localhost"})

    assert found(SECCOMP, workload(confined, pod={"securityContext": {}})) == []


def test_apparmor_may_also_be_left_by_an_annotation() -> None:
    left = {"container.apparmor.security.beta.kubernetes.io/web": "unconfined"}

    assert len(found(APPARMOR, workload(annotations=left))) == 1


def test_a_kernel_parameter_that_reaches_beyond_the_pod_is_told() -> None:
    parameters = [{"name": "net.ipv4.tcp_syncookies", "value": "1"}, {"name": "kernel.msgmax", "value": "1"}]

    assert found(SYSCTLS_RULE, workload(pod={"securityContext": {"sysctls": parameters}})) == [
        'spec.template.spec.securityContext.sysctls[kernel.msgmax]: expected a safe sysctl; got "kernel.msgmax"'
    ]
