"""Security contexts: Pod Security `restricted` and more.

https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
"""

from typing import TypedDict

from pulumi_kubernetes.core.v1 import CapabilitiesArgs, PodSecurityContextArgs, SeccompProfileArgs, SecurityContextArgs

from slipway.settings.process import UserSettings
from slipway.settings.security import PodSecuritySettings, RelaxationsSettings

ENFORCE = "pod-security.kubernetes.io/enforce"
WARN = "pod-security.kubernetes.io/warn"
AUDIT = "pod-security.kubernetes.io/audit"
RELAXATION = "slipway.dev/relaxation"
"""The prefix of annotations `slipway.dev/relaxation.<name>` with the reason of a relaxation."""
STRICT = RelaxationsSettings()


def namespace_labels(level: str) -> dict[str, str]:
    """Labels that enforce a level of the Pod Security Standards. The audit log shows every pod below `restricted`, also
    in namespaces with another level.
    """
    return {ENFORCE: level, WARN: level, AUDIT: "restricted"}


def namespace_annotations(settings: PodSecuritySettings | None) -> dict[str, str]:
    """The annotation with the reason for a level below `restricted`."""
    return {f"{RELAXATION}.podSecurity": settings.reason} if settings else {}


def pod_annotations(relaxations: RelaxationsSettings) -> dict[str, str]:
    """The annotations with the reasons of relaxations."""
    return {f"{RELAXATION}.{name}": reason for name, reason in relaxations.reasons().items()}


class HostAccess(TypedDict):
    """The arguments of a pod for the network of its node."""

    host_network: bool | None
    share_process_namespace: bool | None


def host_access(relaxations: RelaxationsSettings) -> HostAccess:
    """No access to the network of the node, and a process namespace for each container."""
    return HostAccess(
        host_network=relaxations.host_network is not None or None,
        share_process_namespace=relaxations.share_process_namespace is not None or None,
    )


def pod_security(settings: UserSettings, relaxations: RelaxationsSettings = STRICT) -> PodSecurityContextArgs:
    """The security context of a pod: not root, and volumes writable for the group of the process."""
    root = relaxations.run_as_root is not None
    group = 0 if root else settings.run_as_group or settings.run_as_user
    return PodSecurityContextArgs(
        run_as_non_root=not root,
        run_as_user=0 if root else settings.run_as_user,
        run_as_group=group,
        supplemental_groups=list(settings.supplemental_groups) or None,
        fs_group=settings.fs_group or group,
        fs_group_change_policy=settings.fs_group_change_policy,
        seccomp_profile=SeccompProfileArgs(type="RuntimeDefault"),
    )


def container_security(relaxations: RelaxationsSettings = STRICT) -> SecurityContextArgs:
    """The security context of a container: no capabilities, no privilege escalation, read-only root file system."""
    return SecurityContextArgs(
        allow_privilege_escalation=relaxations.privilege_escalation is not None,
        read_only_root_filesystem=relaxations.writable_root_filesystem is None,
        capabilities=CapabilitiesArgs(drop=["ALL"], add=list(relaxations.add_capabilities) or None),
    )
