"""Changes that were made by hand to the objects of a stack.

Two questions find them all. Has a field that the stack asked for another value than after the last update? And does
somebody own a field that the stack did not ask for? Fields that the API server fills in and fields of controllers are
neither.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from drift.managers import Manager, maker, managers, owned_paths
from drift.objects import MISSING, Identity, Object, Path, items, spoken, value_at
from drift.state import Deployed, is_encrypted

_OF_THE_SERVER = {
    "managedFields", "resourceVersion", "generation", "creationTimestamp", "uid", "selfLink", "ownerReferences",
    "finalizers", "deletionTimestamp", "deletionGracePeriodSeconds", "generateName",
}  # fmt: skip
_HIDDEN = {"env", "data", "stringData", "binaryData", "args", "command"}
"""Fields whose values are not told: somebody may have typed a secret there."""
_LONGEST = 60

_ORDERS = {"kubectl.kubernetes.io/restartedAt"}
"""Annotations by which `kubectl rollout restart` gives an order. They leave nothing to put right."""


@dataclass(frozen=True)
class Change:
    """One field that was changed, removed or added by hand."""

    path: Path
    before: Any
    """MISSING if it was added."""
    now: Any
    """MISSING if it was removed."""
    by: tuple[str, ...]
    """The field managers that own it now, the latest first. Empty if it was removed."""

    def __str__(self) -> str:
        who = f" (by {', '.join(self.by)})" if self.by else ""
        if self.before is MISSING:
            return f"{spoken(self.path)}: added{self._told(self.now)}{who}"
        if self.now is MISSING:
            return f"{spoken(self.path)}: removed{who}"
        return f"{spoken(self.path)}:{self._told(self.before)} ->{self._told(self.now)}{who}"

    def _told(self, value: Any) -> str:
        """A short value. Lists and long ones are left out, and so is everything that can be a secret."""
        single = isinstance(value, str | int | float | bool) and not _HIDDEN.intersection(self.path)
        text = str(value) if single else ""
        return f" {text}" if text and len(text) <= _LONGEST and "\n" not in text else ""


@dataclass(frozen=True)
class Changed:
    """An object of the stack that is not as the last update left it."""

    deployed: Deployed
    live: Object | None
    """None if it is gone."""
    changes: tuple[Change, ...] = ()

    @property
    def is_gone(self) -> bool:
        """True if it was deleted, even if somebody has made another one of the same name."""
        return self.live is None or self.live["metadata"].get("uid") != self.deployed.uid

    @property
    def lines(self) -> list[str]:
        """What happened to it, one line for each change."""
        name = self.deployed.identity
        if self.live is None:
            return [f"{name}: deleted"]
        if self.is_gone:
            return [f"{name}: deleted, and made again by {maker(self.live)}"]
        return [f"{name}: {each}" for each in self.changes]


def changed(objects: Iterable[Deployed], live: Mapping[Identity, Object]) -> Iterator[Changed]:
    """The objects that were changed or deleted by hand."""
    for each in objects:
        found = live.get(each.identity)
        result = Changed(each, found, () if found is None else tuple(changes(each, found)))
        if result.is_gone or result.changes:
            yield result


def changes(deployed: Deployed, live: Object) -> Iterator[Change]:
    """The changes of one object, ordered by path."""
    owners = managers(live)
    found = {
        path: Change(path, old, new, _by(owners, path))
        for path, old, new in _asked_and_different(deployed, live)
        if not (deployed.release and _of_a_controller(owners, path))
    }
    if not deployed.is_patch:
        for path in _added(deployed, live, owners):
            if not any(path[: len(other)] == other for other in found):
                found[path] = Change(path, MISSING, value_at(live, path), _by(owners, path))
    yield from (found[path] for path in sorted(found, key=spoken))


def _asked_and_different(deployed: Deployed, live: Object) -> Iterator[tuple[Path, Any, Any]]:
    for path, before, now in _differences((), _own(deployed.outputs), _own(live)):
        if before is not MISSING and value_at(deployed.inputs, path) is not MISSING:
            yield path, before, now


def _differences(path: Path, before: Any, now: Any) -> Iterator[tuple[Path, Any, Any]]:
    if is_encrypted(before):
        return  # its object has a name of its content, and cannot change
    if isinstance(before, Mapping) and isinstance(now, Mapping):
        for key in sorted({*before, *now}):
            yield from _differences((*path, key), before.get(key, MISSING), now.get(key, MISSING))
        return
    field = path[-1] if path and isinstance(path[-1], str) else ""
    old, new = items(field, before), items(field, now)
    if old is not None and new is not None:
        for item in sorted({*old, *new}):
            yield from _differences((*path, item), old.get(item, MISSING), new.get(item, MISSING))
    elif before != now:
        yield path, before, now


def _added(deployed: Deployed, live: Object, owners: list[Manager]) -> Iterator[Path]:
    for manager in owners:
        if manager.is_ours or manager.is_controller:
            continue
        for path in owned_paths(manager):
            asked = value_at(deployed.inputs, path) is not MISSING or _within_one_value(deployed.inputs, path)
            if not asked and value_at(live, path) is not MISSING and not _is_theirs(path, manager):
                yield path


def _within_one_value(inputs: Object, path: Path) -> bool:
    """True if a part of the path is a value that the stack asked for: a list that is owned as a whole, or text."""
    for length in range(1, len(path)):
        value = value_at(inputs, path[:length])
        if value is MISSING:
            return False
        if not isinstance(value, Mapping) and not isinstance(value, list):
            return True
    return False


def _is_theirs(path: Path, manager: Manager) -> bool:
    if path[0] == "status" or (path[0] == "metadata" and len(path) > 1 and path[1] in _OF_THE_SERVER):
        return True
    if "annotations" not in path:
        return False
    # Programs talk to one another by annotations. Those of kubectl are a person's.
    return str(path[-1]) in _ORDERS or not manager.name.startswith("kubectl")


def _of_a_controller(owners: list[Manager], path: Path) -> bool:
    """True if only programs have set it. Charts leave fields to them, for example the certificate of a webhook."""
    others = [each for each in owners if not each.is_ours and each.owns(path)]
    return bool(others) and all(each.is_controller for each in others)


def _by(owners: list[Manager], path: Path) -> tuple[str, ...]:
    others = [each for each in owners if not each.is_ours and each.subresource != "status"]
    return tuple(dict.fromkeys(each.name for each in others if each.owns(path)))


def _own(content: Object) -> dict[str, Any]:
    """The object without its status, and without what the API server writes into its metadata."""
    metadata = {key: value for key, value in content["metadata"].items() if key not in _OF_THE_SERVER}
    return {**{key: value for key, value in content.items() if key != "status"}, "metadata": metadata}
