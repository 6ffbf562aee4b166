"""Where an app is less strict than the others, each with the reason in words."""

from collections.abc import Iterator

from settings.security.capability import BASELINE, RESTRICTED, Capability
from settings.security.pod_security import Level
from settings.words.model import Model
from settings.words.reason import Reason

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
