import pytest

from policies.claims import CLAIM_RETENTION
from tests.unit.policies.objects import found, of, workload

RETENTION = "persistentVolumeClaimRetentionPolicy"
CLAIMS = {"volumeClaimTemplates": [{"metadata": {"name": "data"}}]}


def test_a_set_that_keeps_its_claims_passes_and_so_does_one_that_says_nothing() -> None:
    kept = {RETENTION: {"whenDeleted": "Retain", "whenScaled": "Retain"}}

    assert found(CLAIM_RETENTION, workload(kind="StatefulSet", spec={**CLAIMS, **kept})) == []
    assert found(CLAIM_RETENTION, workload(kind="StatefulSet", spec=CLAIMS)) == []


@pytest.mark.parametrize("when", ["whenDeleted", "whenScaled"])
def test_one_that_deletes_them_does_not(when: str) -> None:
    lost = workload(kind="StatefulSet", spec={**CLAIMS, RETENTION: {when: "Delete"}})

    assert found(CLAIM_RETENTION, lost) == [f'spec.{RETENTION}.{when}: expected Retain; got "Delete"']


def test_one_without_claims_loses_nothing() -> None:
    assert found(CLAIM_RETENTION, workload(kind="StatefulSet", spec={RETENTION: {"whenDeleted": "Delete"}})) == []


def test_a_volume_that_goes_with_its_claim_is_told() -> None:
    volume = of("PersistentVolume", namespace=None, spec={"persistentVolumeReclaimPolicy": "Delete"})

    assert found(CLAIM_RETENTION, volume) == ['spec.persistentVolumeReclaimPolicy: expected Retain; got "Delete"']


def test_it_is_asked_of_production_alone() -> None:
    assert CLAIM_RETENTION.production
