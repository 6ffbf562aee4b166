"""Pod Security `restricted`, requirement by requirement.

https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
"""

from typing import Any

import pytest

from slipway.blocks.security import (
    container_security,
    host_access,
    namespace_annotations,
    namespace_labels,
    pod_annotations,
    pod_security,
)
from slipway.settings.process import UserSettings
from slipway.settings.security import PodSecuritySettings, RelaxationsSettings

REASON = "it has always been so"


def test_a_pod_meets_the_restricted_standard() -> None:
    pod: Any = pod_security(UserSettings())

    assert pod.run_as_non_root is True
    assert pod.run_as_user == 10001
    assert pod.seccomp_profile.type == "RuntimeDefault"


def test_volumes_belong_to_the_group_of_the_process() -> None:
    pod = pod_security(UserSettings())

    assert pod.fs_group == pod.run_as_group == pod.run_as_user


def test_the_groups_of_a_process_are_its_own_number_or_what_is_said() -> None:
    said = UserSettings(run_as_group=3000, supplemental_groups=(44, 109), fs_group_change_policy="Always")
    pod: Any = pod_security(said)
    shared: Any = pod_security(UserSettings(fs_group=2000))

    assert (pod.run_as_user, pod.run_as_group, pod.fs_group) == (10001, 3000, 3000)
    assert (pod.supplemental_groups, pod.fs_group_change_policy) == ([44, 109], "Always")
    assert (shared.run_as_group, shared.fs_group) == (10001, 2000)
    assert (shared.supplemental_groups, shared.fs_group_change_policy) == (None, "OnRootMismatch")


def test_a_container_meets_the_restricted_standard_and_cannot_change_its_image() -> None:
    container: Any = container_security()

    assert container.allow_privilege_escalation is False
    assert container.capabilities.drop == ["ALL"]
    assert container.read_only_root_filesystem is True


@pytest.mark.parametrize("level", ["restricted", "baseline", "privileged"])
def test_a_namespace_enforces_a_level_and_warns_of_it_and_tells_whatever_is_not_restricted(level: str) -> None:
    assert namespace_labels(level) == {
        "pod-security.kubernetes.io/enforce": level,
        "pod-security.kubernetes.io/warn": level,
        "pod-security.kubernetes.io/audit": "restricted",
    }


def inputs(relaxations: RelaxationsSettings) -> dict[str, Any]:
    """All security fields of a pod, by name."""
    container: Any = container_security(relaxations)
    pod: Any = pod_security(UserSettings(), relaxations)
    return {
        "escalation": container.allow_privilege_escalation,
        "read_only": container.read_only_root_filesystem,
        "dropped": container.capabilities.drop,
        "added": container.capabilities.add,
        "user": (pod.run_as_user, pod.run_as_group, pod.fs_group, pod.run_as_non_root),
        "seccomp": pod.seccomp_profile.type,
        "network": host_access(relaxations)["host_network"],
        "processes": host_access(relaxations)["share_process_namespace"],
    }


@pytest.mark.parametrize(
    ("relaxation", "field", "value"),
    [
        ({"writable_root_filesystem": REASON}, "read_only", False),
        ({"privilege_escalation": REASON}, "escalation", True),
        ({"add_capabilities": {"NET_ADMIN": REASON}}, "added", ["NET_ADMIN"]),
        ({"run_as_root": REASON}, "user", (0, 0, 0, False)),
        ({"host_network": REASON}, "network", True),
        ({"share_process_namespace": REASON}, "processes", True),
    ],
)
def test_each_relaxation_changes_its_own_field_and_no_other(
    relaxation: dict[str, Any], field: str, value: object
) -> None:
    strict, relaxed = inputs(RelaxationsSettings()), inputs(RelaxationsSettings(**relaxation))

    assert relaxed == {**strict, field: value}


def test_every_relaxation_is_told_with_its_reason() -> None:
    relaxations = RelaxationsSettings(host_network=REASON, add_capabilities={"CHOWN": "hands over its files"})

    assert pod_annotations(relaxations) == {
        "slipway.dev/relaxation.hostNetwork": REASON,
        "slipway.dev/relaxation.addCapabilities.CHOWN": "hands over its files",
    }


def test_a_namespace_tells_why_it_admits_more() -> None:
    settings = PodSecuritySettings(level="baseline", reason=REASON)

    assert namespace_annotations(settings) == {"slipway.dev/relaxation.podSecurity": REASON}
    assert namespace_annotations(None) == {}
