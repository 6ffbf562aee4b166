"""The objects that the stack asks for now, and those of them that somebody else has made."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from drift.managers import is_ours, maker
from drift.objects import Identity, Object
from drift.state import State

_SELECT_PODS = {"Deployment", "StatefulSet", "DaemonSet", "Service", "Job"}
"""Server-side apply merges what somebody else has set with what the stack sets. With two selectors or two sets of
containers in one object, its pods would be neither."""


@dataclass(frozen=True)
class Wanted:
    """What the stack asks for."""

    context: str | None
    """The kube context that the stack belongs to."""
    adopt: Mapping[Identity, bool]
    """The objects, and whether the stack may take them over from somebody else."""
    versions: Mapping[Identity, str]
    """The `apiVersion` of those whose kind must be known before the update. The stack itself brings the other kinds."""

    @staticmethod
    def read(text: str) -> "Wanted":
        """Reads what `python -m offline.check --objects` prints."""
        said = json.loads(text)
        found = [(_identity(each), each) for each in said["objects"]]
        return Wanted(
            said["context"],
            {which: bool(each["adopt"]) for which, each in found},
            {which: str(each["apiVersion"]) for which, each in found if not each["brought"]},
        )


@dataclass(frozen=True)
class Foreign:
    """An object that the stack asks for, and that somebody else has made."""

    identity: Identity
    maker: str
    since: str
    """The time of its creation."""
    beside: bool = False
    """It may be taken over, but it has pods, and the two would be mixed into one."""

    def __str__(self) -> str:
        known = f"{self.identity}: exists since {self.since} and is not this stack's; made by {self.maker}"
        if self.beside:
            return (
                f"{known}; `adopt` cannot take over what selects running pods: move it without a lost request instead"
            )
        return known


def foreign(wanted: Wanted, state: State, live: Mapping[Identity, Object]) -> Iterator[Foreign]:
    """The objects that exist already, that the state does not know, and that the stack may not take over."""
    ours = {each.identity: each.uid for each in state.objects}
    for which, may_adopt in wanted.adopt.items():
        found = live.get(which)
        mixed = which.kind in _SELECT_PODS and found is not None and not is_ours(found)
        if found is None or (may_adopt and not mixed) or which in state.pending.values():
            continue
        # Within a namespace of the stack, one that was deleted and made again is a change by hand.
        known = which in ours and (which.kind != "Namespace" or ours[which] == found["metadata"]["uid"])
        if not known:
            yield Foreign(which, maker(found), str(found["metadata"]["creationTimestamp"]), beside=may_adopt)


def _identity(said: Mapping[str, str]) -> Identity:
    return Identity(said["apiVersion"].rpartition("/")[0], said["kind"], said["namespace"], said["name"])
