"""The objects of a stack, as the state of its last update knows them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from drift.objects import Identity, Object

_PREFIX = "kubernetes:"
_PROVIDER = "pulumi:providers:kubernetes"
RELEASE = "kubernetes:helm.sh/v3:Release"
_SECRET = "4dabf18193072939515e22adb298388d"  # noqa: S105  # the mark of an encrypted value, not a secret
"""https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/sig/sig.go"""


Release = tuple[str, str]
"""The namespace and the name of a Helm release."""


@dataclass(frozen=True)
class Deployed:
    """One object of the state."""

    urn: str
    identity: Identity
    inputs: Object
    """What the stack asked for."""
    outputs: Object
    """What the API server answered to it, with its defaults."""
    release: Release | None = None
    """The Helm release whose chart made it. None for an object of the stack itself."""

    @property
    def is_patch(self) -> bool:
        """True if the object belongs to somebody else, and the stack asked for some of its fields."""
        return self.urn.split("::")[2].endswith("Patch")

    @property
    def uid(self) -> str:
        """The identity that the API server gave it."""
        return str(self.outputs["metadata"].get("uid", ""))


@dataclass(frozen=True)
class State:
    """What `pulumi stack export` tells."""

    objects: tuple[Deployed, ...]
    releases: Mapping[str, Release]
    """The Helm releases by URN."""
    pending: Mapping[str, Identity | None]
    """The objects whose creation has begun and has not been seen to end, by URN. None: without a name of its own."""
    pending_releases: Mapping[str, Release]
    """The Helm releases whose installation has begun and has not been seen to end, by URN."""
    context: str | None = None
    """The kube context of the last update. None: the current one."""

    @staticmethod
    def read(exported: Mapping[str, Any]) -> "State":
        """Reads the exported state."""
        deployment = exported["deployment"]
        resources = deployment.get("resources") or []
        creating = {
            each["resource"]["urn"]: each["resource"]
            for each in deployment.get("pending_operations") or []
            if each["type"] == "creating" and each["resource"]["type"].startswith(_PREFIX)
        }
        return State(
            tuple(_deployed(resources)),
            {
                each["urn"]: _release(each["outputs"])
                for each in resources
                if each["type"] == RELEASE and each.get("outputs")
            },
            {urn: _asked_for(each.get("inputs") or {}) for urn, each in creating.items() if each["type"] != RELEASE},
            {urn: _release(each["inputs"]) for urn, each in creating.items() if each["type"] == RELEASE},
            next((said for each in resources if (said := _context(each))), None),
        )


def is_encrypted(value: Any) -> bool:
    """True for a value that the state holds encrypted."""
    return isinstance(value, Mapping) and _SECRET in value


def _deployed(resources: list[dict[str, Any]]) -> Iterator[Deployed]:
    for each in resources:
        kubernetes = each["type"].startswith(_PREFIX) and each["type"] != RELEASE
        if kubernetes and not each.get("delete") and not each.get("external") and each.get("outputs"):
            outputs = each["outputs"]
            yield Deployed(each["urn"], Identity.of(outputs), each.get("inputs") or {}, outputs)


def _release(said: Mapping[str, Any]) -> Release:
    return str(said.get("namespace")), str(said.get("name"))


def _context(resource: Mapping[str, Any]) -> str | None:
    said: str | None = resource.get("inputs", {}).get("context") if resource["type"] == _PROVIDER else None
    return said


def _asked_for(inputs: Object) -> Identity | None:
    return Identity.of(inputs) if "name" in (inputs.get("metadata") or {}) else None
