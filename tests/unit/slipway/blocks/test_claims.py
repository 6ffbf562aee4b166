from typing import Any

import pytest
from pulumi_kubernetes.core.v1 import VolumeMountArgs

from slipway.blocks.claims import claim_patch, claim_templates, claims
from slipway.blocks.volumes import mounts
from slipway.settings import VolumeSettings

FAST = VolumeSettings(size="1Gi", storage_class="fast", access_mode="ReadWriteOncePod", snapshot="last-night")


def test_a_claim_asks_for_the_size_class_and_access_of_its_volume() -> None:
    (claim,) = list[Any](claim_templates({"/app/db": FAST}))

    assert (claim.metadata.name, claim.spec.storage_class_name) == ("app-db", "fast")
    assert claim.spec.access_modes == ["ReadWriteOncePod"]
    assert claim.spec.resources.requests == {"storage": "1Gi"}


def test_a_claim_and_its_mount_have_one_name() -> None:
    (claim,) = list[Any](claim_templates({"/App/db": VolumeSettings(size="1Gi")}))
    (mount,) = list[VolumeMountArgs](mounts(writable=["/App/db"], read_only=[]))

    assert claim.metadata.name == mount.name


def test_a_claim_by_itself_has_the_name_that_the_set_gives_it() -> None:
    volume = VolumeSettings(size="1Gi")

    assert list(claims("visits", {"/app/db": volume, "/logs": volume}, replicas=2)) == [
        ("app-db-visits-0", volume),
        ("app-db-visits-1", volume),
        ("logs-visits-0", volume),
        ("logs-visits-1", volume),
    ]


@pytest.mark.parametrize("volume", [FAST, VolumeSettings(size="1Gi")], ids=["all said", "a size alone"])
def test_a_claim_by_itself_says_what_the_template_says(volume: VolumeSettings) -> None:
    (template,) = list[Any](claim_templates({"/app/db": volume}))
    patch: Any = claim_patch(volume)

    for field in ("access_modes", "storage_class_name"):
        assert getattr(patch, field) == getattr(template.spec, field)
    assert patch.resources.requests == template.spec.resources.requests
    sources = [
        each and (each.api_group, each.kind, each.name) for each in (patch.data_source, template.spec.data_source)
    ]
    assert sources[0] == sources[1]


def test_a_volume_may_begin_with_a_snapshot() -> None:
    (claim,) = list[Any](claim_templates({"/app/db": FAST}))
    source = claim.spec.data_source

    assert (source.api_group, source.kind, source.name) == ("snapshot.storage.k8s.io", "VolumeSnapshot", "last-night")
