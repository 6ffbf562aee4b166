"""Volumes grow, and never change otherwise: what is refused before anything is touched."""

from collections.abc import Mapping
from typing import Any

from pulumi import ResourceHook, ResourceHookArgs, ResourceHookBinding, ResourceHookOptions
from pulumi.runtime.mocks import MockMonitor
from pulumi.runtime.settings import get_monitor

from settings.quantity import magnitude

FIXED = {"accessModes": "access mode", "storageClassName": "storage class"}
"""What Kubernetes never changes in a claim: https://kubernetes.io/docs/concepts/storage/persistent-volumes/"""


class Refused(Exception):  # noqa: N818  # the engine prints the message alone
    """A change that no volume can make."""


def only_growing(app: str) -> ResourceHookBinding | None:
    """Compares each claim with what the state says it was, in previews too. Under mocks there is no engine that could
    call back.
    """
    if isinstance(get_monitor(), MockMonitor):
        return None
    hook = ResourceHook(f"{app}: volumes only grow", refuse_unless_growing, ResourceHookOptions(on_dry_run=True))
    return ResourceHookBinding(before_update=[hook])


def refuse_unless_growing(claim: ResourceHookArgs) -> None:
    """Raises Refused."""
    before, after = (inputs["spec"] for inputs in (claim.old_inputs or {}, claim.new_inputs or {}))
    volume = f"the volume {claim.name.rpartition('.')[2]}"
    if magnitude(_size(after)) < magnitude(_size(before)):
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


def _size(spec: Mapping[str, Any]) -> str:
    return str(spec["resources"]["requests"]["storage"])


def _said(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list | tuple) else value or "of the cluster's default"
