"""The one home of security contexts: Pod Security `restricted`, and a little more.

https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
"""

from typing import TypedDict

from pulumi_kubernetes.core.v1 import CapabilitiesArgs, PodSecurityContextArgs, SeccompProfileArgs, SecurityContextArgs

from slipway.settings.security import PodSecuritySettings, RelaxationsSettings

ENFORCE = "pod-security.kubernetes.io/enforce"
WARN = "pod-security.kubernetes.io/warn"
AUDIT = "pod-security.kubernetes.io/audit"
RELAXATION = "slipway.dev/relaxation"
"""Annotations `slipway.dev/relaxation.<name>` hold the reasons, for whoever finds a relaxation in the cluster."""
STRICT = RelaxationsSettings()


def namespace_labels(level: str) -> dict[str, str]:
    """The API server refuses pods below this level of the Pod Security Standards. Its audit log tells of every pod that
    is below the strictest, also where more is admitted.
    """
    return {ENFORCE: level, WARN: level, AUDIT: "restricted"}


def namespace_annotations(settings: PodSecuritySettings | None) -> dict[str, str]:
    """Why the level of a namespace is not the strictest."""
    return {f"{RELAXATION}.podSecurity": settings.reason} if settings else {}


def pod_annotations(relaxations: RelaxationsSettings) -> dict[str, str]:
    """Why pods are less strict than others."""
    return {f"{RELAXATION}.{name}": reason for name, reason in relaxations.reasons().items()}


class HostAccess(TypedDict):
    """The arguments of a pod that let it out of its own network."""

    host_network: bool | None
    dns_policy: str | None


def host_access(relaxations: RelaxationsSettings) -> HostAccess:
    """None. On the node's network, names of the cluster still resolve."""
    shared = relaxations.host_network is not None
    return HostAccess(host_network=shared or None, dns_policy="ClusterFirstWithHostNet" if shared else None)


def pod_security(user: int, relaxations: RelaxationsSettings = STRICT) -> PodSecurityContextArgs:
    """Never root; volumes belong to the group of the process, so that it can write to its claims."""
    process = user if relaxations.run_as_root is None else 0
    return PodSecurityContextArgs(
        run_as_non_root=process != 0,
        run_as_user=process,
        run_as_group=process,
        fs_group=process,
        fs_group_change_policy="OnRootMismatch",
        seccomp_profile=SeccompProfileArgs(type="RuntimeDefault"),
    )


def container_security(relaxations: RelaxationsSettings = STRICT) -> SecurityContextArgs:
    """No way up: no capability, no escalation, and a root file system that cannot be changed."""
    return SecurityContextArgs(
        allow_privilege_escalation=relaxations.privilege_escalation is not None,
        read_only_root_filesystem=relaxations.writable_root_filesystem is None,
        capabilities=CapabilitiesArgs(drop=["ALL"], add=list(relaxations.add_capabilities) or None),
    )
