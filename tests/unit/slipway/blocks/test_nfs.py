from typing import Any

from slipway.blocks.volumes import nfs_claim, nfs_volume
from slipway.settings.storage import NfsVolumeSettings

SERVER = NfsVolumeSettings(server="files.example.com", path="/exports/media")


def test_what_lies_on_the_server_stays_there() -> None:
    volume: Any = nfs_volume("web-media", SERVER)

    assert (volume.nfs.server, volume.nfs.path) == ("files.example.com", "/exports/media")
    assert volume.persistent_volume_reclaim_policy == "Retain"


def test_the_claim_is_bound_to_its_volume_and_no_other_claim_is() -> None:
    volume: Any = nfs_volume("web-media", SERVER)
    claim: Any = nfs_claim("web-media", "web-media-1")

    assert claim.volume_name == "web-media-1"
    assert claim.storage_class_name == volume.storage_class_name == "web-media"
    assert claim.access_modes == volume.access_modes
