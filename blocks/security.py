"""The one home of security contexts: Pod Security `restricted`, and a little more.

https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
"""

from pulumi_kubernetes.core.v1 import (
    CapabilitiesArgs,
    PodSecurityContextArgs,
    SeccompProfileArgs,
    SecurityContextArgs,
)

ENFORCE = "pod-security.kubernetes.io/enforce"
WARN = "pod-security.kubernetes.io/warn"


def namespace_labels(level: str) -> dict[str, str]:
    """The API server refuses pods below this level of the Pod Security Standards."""
    return {ENFORCE: level, WARN: level}


def pod_security(user: int) -> PodSecurityContextArgs:
    """Never root; volumes belong to the group of the process, so that it can write to its claims."""
    return PodSecurityContextArgs(
        run_as_non_root=True,
        run_as_user=user,
        run_as_group=user,
        fs_group=user,
        fs_group_change_policy="OnRootMismatch",
        seccomp_profile=SeccompProfileArgs(type="RuntimeDefault"),
    )


def container_security() -> SecurityContextArgs:
    """No way up: no capability, no escalation, and a root file system that cannot be changed."""
    return SecurityContextArgs(
        allow_privilege_escalation=False,
        read_only_root_filesystem=True,
        capabilities=CapabilitiesArgs(drop=["ALL"]),
    )
