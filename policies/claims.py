"""What becomes of data when what wrote it goes."""

from collections.abc import Iterator

from policies.guides import CLAIMS, said_by
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
    asks="In production the data of a stateful app outlives its pods and the app itself.",
    why="Scaling in, or taking an app out of the stack file, would delete its data for good.",
    link=said_by(CLAIMS),
    write="retention: {whenDeleted: Retain, whenScaled: Retain}, or nothing: both are the default",
    production=True,
    check=_retention,
)
