import pytest
from pydantic import ValidationError

from slipway.settings.pod import PodSettings


def test_a_container_is_safe_unless_it_says_otherwise() -> None:
    settings = PodSettings(image="nginx:1.29")

    assert settings.run_as_user == 10001
    assert settings.writable_paths == ("/tmp",)  # noqa: S108  # in the container
    assert settings.resources.memory.request == settings.resources.memory.limit == "128Mi"


def test_each_folder_of_files_is_mounted_once() -> None:
    files = {"/app/config/a.json": 1, "/app/config/b.json": 2, "/etc/app/c": "x"}
    settings = PodSettings(image="nginx:1.29", files=files, writable_paths=("/cache",))

    assert settings.mount_paths() == ["/app/config", "/etc/app", "/cache"]


@pytest.mark.parametrize("fields", [{"files": {"/cache/a.json": 1}}, {"writable_paths": ("/cache", "/cache")}])
def test_two_volumes_at_one_path_are_refused(fields: dict[str, object]) -> None:
    with pytest.raises(
        ValidationError, match="several volumes have the path /cache; expected one volume for each path"
    ):
        PodSettings.model_validate({"image": "nginx:1.29", "writable_paths": ["/cache"], **fields})


def test_a_volume_below_the_folder_of_a_download_is_refused_because_nothing_could_be_mounted_there() -> None:
    download = {"url": "https://example.com/x", "sha256": "ab" * 32}
    fields = {"image": "nginx:1.29", "downloads": {"/data/x": download}}

    assert PodSettings.model_validate({**fields, "writablePaths": ["/data2", "/var/data"]})
    with pytest.raises(ValidationError, match=r"expected no volume below /data, .* got /data/cache"):
        PodSettings.model_validate({**fields, "writablePaths": ["/data/cache"]})
