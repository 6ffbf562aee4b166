"""Volumes grow, and never change otherwise: what is refused before anything is touched."""

from collections.abc import Mapping
from typing import Any

from pulumi import ResourceHookArgs, ResourceHookBinding

from slipway.settings.quantity import parse_quantity

from .update_hooks import Refused, before_update

FIXED = {"accessModes": "access mode", "storageClassName": "storage class"}
"""What Kubernetes never changes in a claim: https://kubernetes.io/docs/concepts/storage/persistent-volumes/"""


def only_growing(app: str) -> ResourceHookBinding | None:
    """Compares each claim with what the state says it was."""
    return before_update(f"{app}: volumes only grow", refuse_unless_growing)


def same_paths(app: str) -> ResourceHookBinding | None:
    """Compares the paths of an app's volumes with what the state says they were."""
    return before_update(f"{app}: the same paths", refuse_other_paths)


def refuse_unless_growing(claim: ResourceHookArgs) -> None:
    """Raises Refused."""
    before, after = (inputs["spec"] for inputs in (claim.old_inputs or {}, claim.new_inputs or {}))
    volume = f"the volume {claim.name.rpartition('.')[2]}"
    if parse_quantity(_size(after)) < parse_quantity(_size(before)):
        message = (
            f"{volume} holds {_size(before)} and cannot shrink to {_size(after)}: Kubernetes only grows volumes. "
            f"Expected a size of at least {_size(before)}; to need less, move the data to another path"
        )
        raise Refused(message)
    for key, noun in FIXED.items():
        if before.get(key) != after.get(key):
            message = (
                f"{volume} has the {noun} {_said(before.get(key))}, which cannot become {_said(after.get(key))}: "
                f"Kubernetes never changes it. Expected {_said(before.get(key))}; to have another, move the data to "
                "another path"
            )
            raise Refused(message)


def refuse_other_paths(paths: ResourceHookArgs) -> None:
    """Raises Refused. The controller can give no running pod another volume: it would try for ever, and `up` would wait
    in vain (seen on Kubernetes 1.36).
    """
    before, after = (set(inputs.get("input") or ()) for inputs in (paths.old_inputs or {}, paths.new_inputs or {}))
    if before != after:
        app = paths.name.rpartition(".")[2].removesuffix("-paths")
        message = (
            f"storage of {app} is at {_said(sorted(before) or None, 'no path')} and cannot move to "
            f"{_said(sorted(after) or None, 'none')} while its pods run. Expected the same paths; for others, take the "
            "app out of the stack file, run `up`, and put it back: its data is kept by path and found again"
        )
        raise Refused(message)


def _size(spec: Mapping[str, Any]) -> str:
    return str(spec["resources"]["requests"]["storage"])


def _said(value: Any, nothing: str = "of the cluster's default") -> str:
    return ", ".join(value) if isinstance(value, list | tuple) else value or nothing
