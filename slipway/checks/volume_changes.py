"""Changes of volumes that no cluster can make.

https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from slipway.checks.problems import Problem, path_of
from slipway.settings.quantity import parse_quantity
from slipway.settings.storage import VolumeSettings


def refused_volume(path: str, claim: Mapping[str, Any], volume: VolumeSettings) -> Iterator[Problem]:
    """A smaller size, and another class or access mode, than the `spec` of a deployed claim. `path` is the setting."""
    size = claim["resources"]["requests"]["storage"]
    if parse_quantity(volume.size) < parse_quantity(size):
        yield Problem(
            path_of(path, "size"),
            f"the volume has {size} and cannot shrink to {volume.size}: Kubernetes can only grow volumes. Expected at "
            f"least {size}. For a smaller volume, move the data to another path",
        )
    # Without a class in the settings, the cluster has chosen one, and it stays.
    if volume.storage_class and claim.get("storageClassName") not in (None, volume.storage_class):
        yield _immutable(path, "storageClass", "class", claim["storageClassName"], volume.storage_class)
    if claim.get("accessModes", [volume.access_mode]) != [volume.access_mode]:
        yield _immutable(path, "accessMode", "access mode", ", ".join(claim["accessModes"]), volume.access_mode)


def refused_paths(app: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Problem]:
    """Other paths in `storage` of a running app. `app` is the path of its settings.

    A running pod cannot get another volume: the controller would retry without end, and `pulumi up` would time out
    (seen on Kubernetes 1.36).
    """
    if sorted(before) != sorted(after):
        said, wanted = (", ".join(sorted(each)) or "none" for each in (before, after))
        yield Problem(
            path_of(app, "storage"),
            f"the paths cannot change from {said} to {wanted} while the pods run. Expected {said}. To change them, "
            "remove the app, run `pulumi up`, and add it again with the new paths: the data of each path is kept",
        )


def _immutable(path: str, key: str, noun: str, before: str, after: str) -> Problem:
    message = (
        f"the volume has the {noun} {before}, which cannot change to {after}: the field is immutable in Kubernetes. "
        f"Expected {before}. To change it, move the data to another path"
    )
    return Problem(path_of(path, key), message)
