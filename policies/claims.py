"""Volumes that outlive the app that wrote to them."""

from collections.abc import Iterator

from policies.guides import CLAIMS, sources
from policies.kubernetes_object import KubernetesObject, mapping
from policies.rule import Finding, Rule, got

_RETENTION = "persistentVolumeClaimRetentionPolicy"
_RECLAIM = "persistentVolumeReclaimPolicy"


def _retention(object_: KubernetesObject) -> Iterator[Finding]:
    if object_.kind == "StatefulSet" and object_.spec.get("volumeClaimTemplates"):
        for when in ("whenDeleted", "whenScaled"):
            kept = mapping(object_.spec.get(_RETENTION)).get(when, "Retain")
            if kept != "Retain":
                yield Finding(f"spec.{_RETENTION}.{when}", f"expected Retain; {got(kept)}")
    if object_.kind == "PersistentVolume":
        kept = object_.spec.get(_RECLAIM, "Retain")
        if kept != "Retain":
            yield Finding(f"spec.{_RECLAIM}", f"expected Retain; {got(kept)}")


CLAIM_RETENTION = Rule(
    name="claim-retention",
    requirement="In production, volumes are kept when an app is scaled down or removed.",
    why="Scaling down, or removing the app from the stack file, would delete its data for good.",
    link=sources(CLAIMS),
    fix="retention: {whenDeleted: Retain, whenScaled: Retain}, or nothing: both are the default",
    production=True,
    check=_retention,
)
