"""What puts an object right that was changed by hand."""

from collections.abc import Mapping
from typing import Any

from drift.changes import Changed
from drift.objects import KEYS, MISSING, Item, Object, Path, item_of, value_at
from drift.state import Deployed, Release, is_encrypted


def asked_for(deployed: Deployed) -> dict[str, Any] | None:
    """The object as the stack asked for it, for `kubectl apply --server-side`. None if a part of it is secret."""
    if _has_secret(deployed.inputs):
        return None
    metadata = {**deployed.inputs.get("metadata", {}), "name": deployed.identity.name}
    if deployed.release:
        return {**deployed.inputs, "metadata": {**metadata, "annotations": _with_release(metadata, deployed.release)}}
    shown = deployed.outputs["metadata"].get("annotations") or {}
    said = {key: value for key, value in (metadata.get("annotations") or {}).items() if key in shown}
    return {**deployed.inputs, "metadata": {**metadata, "annotations": said}}


def _with_release(metadata: Object, release: Release) -> dict[str, str]:
    """Helm knows its objects by these: https://helm.sh/docs/topics/charts_tips_and_tricks (resources it may adopt)."""
    namespace, name = release
    said = metadata.get("annotations") or {}
    return {**said, "meta.helm.sh/release-name": name, "meta.helm.sh/release-namespace": namespace}


def removals(changed: Changed, live: Object) -> list[dict[str, str]]:
    """A JSON patch that removes what was added by hand: https://datatracker.ietf.org/doc/html/rfc6902.

    Items at the end of a list come first, because a removal moves those behind it.
    """
    pointers = [
        _pointer(live, each.path)
        for each in changed.changes
        if each.before is MISSING and value_at(live, each.path) is not MISSING
    ]
    return [{"op": "remove", "path": pointer} for pointer in sorted(pointers, key=_last_first, reverse=True)]


def _pointer(content: Any, path: Path) -> str:
    pointer, field = "", ""
    for step in path:
        if isinstance(step, Item):
            keys = KEYS[field]
            number = next(index for index, each in enumerate(content) if item_of(keys, each) == step)
            content, pointer = content[number], f"{pointer}/{number}"
        else:
            content, field = content[step], step
            pointer = f"{pointer}/{step.replace('~', '~0').replace('/', '~1')}"
    return pointer


def _last_first(pointer: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in pointer.split("/")]


def _has_secret(value: Any) -> bool:
    if is_encrypted(value):
        return True
    if isinstance(value, Mapping):
        return any(map(_has_secret, value.values()))
    return isinstance(value, list) and any(map(_has_secret, value))
