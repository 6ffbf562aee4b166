from typing import Any

from blocks.volumes import claim_templates, file_volumes, mounts, scratch_volumes
from settings import VolumeSettings


def test_a_writable_folder_is_limited_and_goes_with_the_pod() -> None:
    (volume,) = list[Any](scratch_volumes(["/cache"]))

    assert (volume.name, volume.empty_dir.size_limit) == ("cache", "64Mi")


def test_files_come_from_their_config_map() -> None:
    (volume,) = list[Any](file_volumes({"/app/config": "web-app-config-1"}))

    assert (volume.name, volume.config_map.name) == ("app-config", "web-app-config-1")


def test_only_files_are_mounted_read_only() -> None:
    made = mounts(writable=["/cache"], read_only=["/app/config"])

    assert [(mount.name, mount.mount_path, mount.read_only) for mount in made] == [
        ("cache", "/cache", None),
        ("app-config", "/app/config", True),
    ]


def test_a_claim_asks_for_the_size_class_and_access_of_its_volume() -> None:
    volume = VolumeSettings(size="1Gi", storage_class="fast", access_mode="ReadWriteOncePod")

    (claim,) = list[Any](claim_templates({"/app/db": volume}))

    assert (claim.metadata.name, claim.spec.storage_class_name) == ("app-db", "fast")
    assert claim.spec.access_modes == ["ReadWriteOncePod"]
    assert claim.spec.resources.requests == {"storage": "1Gi"}


def test_a_claim_and_its_mount_have_one_name() -> None:
    (claim,) = list[Any](claim_templates({"/App/db": VolumeSettings(size="1Gi")}))
    (mount,) = mounts(writable=["/App/db"], read_only=[])

    assert claim.metadata.name == mount.name
