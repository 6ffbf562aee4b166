from typing import Any

from slipway.blocks.volumes import file_volumes, mounts, scratch_volumes


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
