"""Checks before an update: a volume can only grow, and its path cannot change."""

from collections.abc import Mapping
from typing import Any

from pulumi import ResourceHookArgs, ResourceHookBinding

from slipway.settings.quantity import parse_quantity

from .update_hooks import Refused, before_update

IMMUTABLE_FIELDS = {"accessModes": "access mode", "storageClassName": "storage class"}
"""Immutable fields of a claim: https://kubernetes.io/docs/concepts/storage/persistent-volumes/"""


ANOTHER_PATH = "move the data to another path"
"""The way to a volume that a claim of an app cannot become."""


def only_growing(app: str, instead: str = ANOTHER_PATH) -> ResourceHookBinding | None:
    """A hook that compares a claim with its old inputs."""

    def check(claim: ResourceHookArgs) -> None:  # the SDK asks a hook for its name, which a `partial` has not
        refuse_unless_growing(claim, instead)

    return before_update(f"{app}: volumes only grow", check)


def same_paths(app: str) -> ResourceHookBinding | None:
    """A hook that compares the paths of an app's volumes with the old ones."""
    return before_update(f"{app}: the same paths", refuse_other_paths)


def refuse_unless_growing(claim: ResourceHookArgs, instead: str = ANOTHER_PATH) -> None:
    """Raises Refused if a claim shrinks, or changes an immutable field."""
    before, after = (inputs["spec"] for inputs in (claim.old_inputs or {}, claim.new_inputs or {}))
    volume = f"the volume {claim.name.rpartition('.')[2]}"
    if parse_quantity(_size(after)) < parse_quantity(_size(before)):
        message = (
            f"{volume} has the size {_size(before)} and cannot shrink to {_size(after)}: Kubernetes can only grow "
            f"volumes. Expected a size of at least {_size(before)}. For a smaller volume, {instead}"
        )
        raise Refused(message)
    for key, noun in IMMUTABLE_FIELDS.items():
        if before.get(key) != after.get(key):
            message = (
                f"{volume} has the {noun} {_said(before.get(key))}, which cannot change to {_said(after.get(key))}: "
                f"the field is immutable in Kubernetes. Expected {_said(before.get(key))}. To change it, {instead}"
            )
            raise Refused(message)


def refuse_other_paths(paths: ResourceHookArgs) -> None:
    """Raises Refused. A running pod cannot get another volume: the controller would retry without end, and `pulumi up`
    would time out (seen on Kubernetes 1.36).
    """
    before, after = (set(inputs.get("input") or ()) for inputs in (paths.old_inputs or {}, paths.new_inputs or {}))
    if before != after:
        app = paths.name.rpartition(".")[2].removesuffix("-paths")
        message = (
            f"the paths of storage of {app} cannot change from {_said(sorted(before), 'none')} to "
            f"{_said(sorted(after), 'none')} while its pods run. Expected the same paths. To change them, remove the "
            "app from the stack file, run `pulumi up`, and add it again with the new paths: the data of each path is "
            "kept"
        )
        raise Refused(message)


def _size(spec: Mapping[str, Any]) -> str:
    return str(spec["resources"]["requests"]["storage"])


def _said(value: Any, nothing: str = "(the cluster's default)") -> str:
    return ", ".join(value or [nothing]) if isinstance(value, list | tuple) else value or nothing
