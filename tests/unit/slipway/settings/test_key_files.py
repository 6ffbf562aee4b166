import pytest
from pydantic import ValidationError

from slipway.settings.files import KeyFilesSettings
from slipway.settings.pod import PodSettings


def test_each_folder_is_mounted_once_whatever_its_files_come_from() -> None:
    settings = KeyFilesSettings(
        config_files={"/etc/tls/ca.pem": "ca/ca.pem", "/etc/app/a": "app/a"}, secret_files={"/etc/tls/key": "tls/key"}
    )

    assert settings.key_file_folders() == ["/etc/app", "/etc/tls"]


def test_a_file_that_comes_from_two_places_is_refused() -> None:
    with pytest.raises(ValidationError, match=r"expected each file in only one of .*; duplicates: /etc/tls/key"):
        KeyFilesSettings(config_files={"/etc/tls/key": "a/b"}, secret_files={"/etc/tls/key": "a/b"})


def test_a_folder_that_something_else_is_mounted_at_is_refused() -> None:
    with pytest.raises(
        ValidationError, match="several volumes have the path /etc/tls; expected one volume for each path"
    ):
        PodSettings(image="nginx:1.29", files={"/etc/tls/a": "a"}, secret_files={"/etc/tls/key": "a/b"})
    with pytest.raises(ValidationError, match="several volumes have the path /data"):
        PodSettings.model_validate(
            {
                "image": "nginx:1.29",
                "writablePaths": ["/data"],
                "downloads": {"/data/x": {"url": "https://example.com/x", "sha256": "ab" * 32}},
            }
        )
