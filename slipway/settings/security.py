"""Pod Security levels of namespaces, and relaxations of apps with their reasons.

https://kubernetes.io/docs/concepts/security/pod-security-standards/
"""

from collections.abc import Iterator
from typing import Annotated, Literal, get_args

from slipway.settings.base import Model, described_as
from slipway.settings.fields import Reason

Capability = Annotated[
    Literal[
        "AUDIT_CONTROL",
        "AUDIT_READ",
        "AUDIT_WRITE",
        "BLOCK_SUSPEND",
        "BPF",
        "CHECKPOINT_RESTORE",
        "CHOWN",
        "DAC_OVERRIDE",
        "DAC_READ_SEARCH",
        "FOWNER",
        "FSETID",
        "IPC_LOCK",
        "IPC_OWNER",
        "KILL",
        "LEASE",
        "LINUX_IMMUTABLE",
        "MAC_ADMIN",
        "MAC_OVERRIDE",
        "MKNOD",
        "NET_ADMIN",
        "NET_BIND_SERVICE",
        "NET_BROADCAST",
        "NET_RAW",
        "PERFMON",
        "SETFCAP",
        "SETGID",
        "SETPCAP",
        "SETUID",
        "SYSLOG",
        "SYS_ADMIN",
        "SYS_BOOT",
        "SYS_CHROOT",
        "SYS_MODULE",
        "SYS_NICE",
        "SYS_PACCT",
        "SYS_PTRACE",
        "SYS_RAWIO",
        "SYS_RESOURCE",
        "SYS_TIME",
        "SYS_TTY_CONFIG",
        "WAKE_ALARM",
    ],
    described_as("a Linux capability without CAP_", "NET_BIND_SERVICE"),
]

RESTRICTED = frozenset({"NET_BIND_SERVICE"})
"""The capabilities that Pod Security `restricted` admits."""
BASELINE = RESTRICTED | {
    "AUDIT_WRITE",
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "MKNOD",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYS_CHROOT",
}
"""The capabilities that `baseline` admits: https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline"""


Level = Literal["restricted", "baseline", "privileged"]
"""The levels, the strictest first."""
LEVELS: tuple[Level, ...] = get_args(Level)


class PodSecuritySettings(Model):
    """A Pod Security level below `restricted`. The apps of the namespace are still hardened, except for their
    relaxations.
    """

    level: Literal["baseline", "privileged"]
    """The Pod Security level that is enforced."""
    reason: Reason
    """The reason."""


_LEVELS: dict[str, Level] = {
    "writableRootFilesystem": "restricted",
    "runAsRoot": "baseline",
    "privilegeEscalation": "baseline",
    "hostNetwork": "privileged",
    "hostPath": "privileged",
    "noCpuLimit": "restricted",
    "shareProcessNamespace": "restricted",
    "noReadinessProbe": "restricted",
    "noLivenessProbe": "restricted",
}


class RelaxationsSettings(Model):
    """`<relaxation>: <reason>`. Each one loosens a single rule, and its reason becomes an annotation of the pods.

    A relaxation below Pod Security `restricted` needs `podSecurity` of the namespace.
    """

    writable_root_filesystem: Reason | None = None
    """The root file system is writable. A restart of the container resets it."""
    run_as_root: Reason | None = None
    """The process runs as root, instead of as `runAsUser`. Needs level `baseline`."""
    privilege_escalation: Reason | None = None
    """The process may gain privileges, for example by sudo (`allowPrivilegeEscalation`). Needs level `baseline`."""
    add_capabilities: dict[Capability, Reason] = {}
    """Linux capabilities, each with its reason: `{NET_BIND_SERVICE: listens on port 80}`. All others stay dropped. A
    process other than root gets them only if its program file has them too and `privilegeEscalation` is set. All except
    NET_BIND_SERVICE need level `baseline` or `privileged`."""
    host_network: Reason | None = None
    """The pod uses the network of its node: its addresses and ports. Needs level `privileged`."""
    host_path: Reason | None = None
    """Volumes may be folders of the node. Needs level `privileged`."""
    share_process_namespace: Reason | None = None
    """The containers of a pod see each other's processes, and with the same user their variables and files too: a
    sidecar reads the secrets of the app. They still see no process of the node.
    https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/"""
    no_cpu_limit: Reason | None = None
    """Containers may take all cpu of their node that is free (`resources: {cpu: 1..none}`). Only the requests of others
    are safe then."""
    no_readiness_probe: Reason | None = None
    """Containers may be without a readiness probe (`probes: {readiness: none}`): the pod gets traffic as soon as it
    runs."""
    no_liveness_probe: Reason | None = None
    """Containers may be without a liveness probe (`probes: {liveness: none}`): one that hangs is not restarted."""

    def reasons(self) -> dict[str, str]:
        """The reason of every relaxation, by the name of the setting."""
        simple = self.model_dump(by_alias=True, exclude_none=True, exclude={"add_capabilities"})
        return {**simple, **{f"addCapabilities.{name}": reason for name, reason in self.add_capabilities.items()}}

    def needed_levels(self) -> Iterator[tuple[str, Level]]:
        """The strictest Pod Security level that admits each relaxation."""
        for name in self.reasons():
            group, _, capability = name.partition(".")
            yield name, _level_of(capability) if capability else _LEVELS[group]


def _level_of(capability: str) -> Level:
    if capability in RESTRICTED:
        return "restricted"
    return "baseline" if capability in BASELINE else "privileged"
