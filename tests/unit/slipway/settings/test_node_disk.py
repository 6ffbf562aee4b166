from typing import Any

from slipway.settings.files import DOWNLOAD_RESOURCES
from slipway.settings.kinds import WorkerAppSettings
from slipway.settings.node_disk import disk_of, folders, node_disk, together

DOWNLOAD = {"url": "https://a.example.com/b", "sha256": "0" * 64, "size": "10Mi"}


def app(**fields: Any) -> WorkerAppSettings:
    return WorkerAppSettings.model_validate({"image": "a:1", **fields})


def test_the_folders_on_the_disk_of_the_node_are_known_with_their_sizes() -> None:
    volumes = {
        "/cache": {"emptyDir": {"size": "2Gi"}},
        "/fast": {"emptyDir": {"size": "1Gi", "medium": "Memory"}},
        "/pages": {"emptyDir": {"size": "64Mi", "medium": "HugePages"}},
        "/data": {"claim": "archive"},
    }

    pages = {"hugepages-2Mi": "64Mi"}
    said = {"writablePaths": ["/run/other", "/run/web"], "downloads": {"/opt/a": DOWNLOAD}, "resources": pages}

    assert folders(app(volumes=volumes, **said)) == {
        "/run/other": "64Mi",
        "/run/web": "64Mi",
        "/cache": "2Gi",
        "/opt": "11Mi",
    }


def test_the_container_of_the_app_has_room_for_the_folders_and_the_others_for_their_logs() -> None:
    pod = app(sidecars={"logs": {"image": "a:1"}}, volumes={"/cache": {"emptyDir": {"size": "2Gi"}}})

    assert (disk_of(pod).request, disk_of(pod).limit) == ("50Mi", "3136Mi")
    assert disk_of(pod.sidecars["logs"]) == node_disk(DOWNLOAD_RESOURCES)
    assert node_disk(DOWNLOAD_RESOURCES).limit == "1Gi"


def test_what_is_said_is_taken_as_it_is() -> None:
    said = disk_of(app(resources={"ephemeral-storage": "1Gi..5Gi"}))

    assert (said.request, said.limit) == ("1Gi", "5Gi")


def test_sizes_are_added_in_bytes() -> None:
    assert together("1Mi", "1k") == 1024**2 + 1000
