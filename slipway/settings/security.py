"""Pod Security levels, and the relaxations of an app, each with its reason.

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
    described_as("a capability of Linux without CAP_", "NET_BIND_SERVICE"),
]

RESTRICTED = frozenset({"NET_BIND_SERVICE"})
"""What Pod Security `restricted` admits."""
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
"""What `baseline` admits: https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline"""


Level = Literal["restricted", "baseline", "privileged"]
"""From the strictest on."""
LEVELS: tuple[Level, ...] = get_args(Level)


class PodSecuritySettings(Model):
    """A namespace that admits more than `restricted`. Its apps stay as strict as they are but for their relaxations."""

    level: Literal["baseline", "privileged"]
    """What is admitted: see the tables of the standards. Required."""
    reason: Reason
    """Why. Required."""


_LEVELS: dict[str, Level] = {
    "writableRootFilesystem": "restricted",
    "runAsRoot": "baseline",
    "privilegeEscalation": "baseline",
    "hostNetwork": "privileged",
    "hostPath": "privileged",
}


class RelaxationsSettings(Model):
    """`<relaxation>: <reason>`. Each loosens one thing, and its reason becomes an annotation of the pods.

    What Pod Security `restricted` forbids needs a namespace that admits it: `podSecurity`.
    """

    writable_root_filesystem: Reason | None = None
    """The process may change the files of its image; they are as they were when it starts anew."""
    run_as_root: Reason | None = None
    """The process is root in its container, instead of `runAsUser`. Needs `baseline`."""
    privilege_escalation: Reason | None = None
    """The process may gain what its parent lacks: set-user-ID programs such as sudo work. Needs `baseline`."""
    add_capabilities: dict[Capability, Reason] = {}
    """Parts of what root may do, each with its reason: `{NET_BIND_SERVICE: listens on port 80}`; all others stay
    dropped. A process that is not root has them only if its program file has them too, and `privilegeEscalation` is
    given. All but NET_BIND_SERVICE need `baseline` or `privileged`."""
    host_network: Reason | None = None
    """The pod shares the network of its node: its ports, its addresses, what listens there. Needs `privileged`."""
    host_path: Reason | None = None
    """Volumes may be folders of the node. Needs `privileged`."""

    def reasons(self) -> dict[str, str]:
        """Every relaxation by the name that it is written with."""
        simple = self.model_dump(by_alias=True, exclude_none=True, exclude={"add_capabilities"})
        return {**simple, **{f"addCapabilities.{name}": reason for name, reason in self.add_capabilities.items()}}

    def needed_levels(self) -> Iterator[tuple[str, Level]]:
        """The strictest level of Pod Security that admits each."""
        for name in self.reasons():
            group, _, capability = name.partition(".")
            yield name, _level_of(capability) if capability else _LEVELS[group]


def _level_of(capability: str) -> Level:
    if capability in RESTRICTED:
        return "restricted"
    return "baseline" if capability in BASELINE else "privileged"
