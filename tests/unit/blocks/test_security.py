"""Pod Security `restricted`, requirement by requirement.

https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
"""

from typing import Any

from blocks.security import container_security, namespace_labels, pod_security


def test_a_pod_meets_the_restricted_standard() -> None:
    pod: Any = pod_security(10001)

    assert pod.run_as_non_root is True
    assert pod.run_as_user == 10001
    assert pod.seccomp_profile.type == "RuntimeDefault"


def test_volumes_belong_to_the_group_of_the_process() -> None:
    pod = pod_security(10001)

    assert pod.fs_group == pod.run_as_group == pod.run_as_user


def test_a_container_meets_the_restricted_standard_and_cannot_change_its_image() -> None:
    container: Any = container_security()

    assert container.allow_privilege_escalation is False
    assert container.capabilities.drop == ["ALL"]
    assert container.read_only_root_filesystem is True


def test_a_namespace_enforces_a_level_and_warns_of_it() -> None:
    assert namespace_labels("restricted") == {
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/warn": "restricted",
    }
