import json
import re
from typing import Any

import pytest
import yaml
from pydantic import JsonValue, ValidationError

from slipway.settings.engine_yaml import read_yaml
from slipway.settings.files import (
    DOWNLOAD_IMAGE,
    DownloadSettings,
    KeyFilesSettings,
    RepositoryFilesSettings,
    file_text,
)
from tests.unit.slipway.settings.lines import lines_of

DATA: JsonValue = {"b": [1, {"on": "yes"}], "a": "Grüße", "text": "one\ntwo\n"}


@pytest.mark.parametrize("path", ["/a/b.yaml", "/a/b.yml", "/a/b.YAML"])
def test_data_of_a_yaml_file_is_written_as_yaml(path: str) -> None:
    text = file_text(path, DATA)

    assert text == "a: Grüße\nb:\n- 1\n- 'on': 'yes'\ntext: |\n  one\n  two\n"
    assert yaml.safe_load(text) == read_yaml(text) == DATA


@pytest.mark.parametrize("path", ["/a/b.json", "/a/b.conf", "/a/yaml", "/a.yaml/b"])
def test_that_of_any_other_as_json(path: str) -> None:
    assert file_text(path, DATA) == json.dumps(DATA, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("path", ["/a/b.yaml", "/a/b.json", "/a/b"])
def test_text_stands_as_it_is(path: str) -> None:
    assert file_text(path, "on: {x") == "on: {x"


@pytest.mark.parametrize("kind", ["mapping", "list"])
def test_data_as_deep_as_settings_can_be_is_written(kind: str) -> None:
    data: JsonValue = "x"
    for _ in range(250):
        data = {"a": data} if kind == "mapping" else [data]

    assert file_text("/a/b.yaml", data)
    assert file_text("/a/b.json", data)


def test_its_files_come_from_config_maps_and_secrets() -> None:
    settings = KeyFilesSettings(
        config_files={"/etc/tls/ca.pem": "ca/ca.pem", "/etc/app/a": "app/a"}, secret_files={"/etc/tls/key": "tls/key"}
    )

    assert settings.key_files() == ["/etc/tls/ca.pem", "/etc/app/a", "/etc/tls/key"]


def test_a_file_that_comes_from_two_places_is_refused() -> None:
    with pytest.raises(ValidationError, match=r"expected each file in only one of .*; duplicates: /etc/tls/key"):
        KeyFilesSettings(config_files={"/etc/tls/key": "a/b"}, secret_files={"/etc/tls/key": "a/b"})


def test_each_file_is_mounted_at_a_path_of_its_own() -> None:
    files = {"/etc/nginx/nginx.conf": "config/nginx.conf", "/etc/nginx/mime.types": "config/nginx.conf"}

    assert RepositoryFilesSettings.model_validate({"repositoryFiles": files}).repository_files == files


@pytest.mark.parametrize(
    ("files", "line"),
    [
        ({"nginx.conf": "nginx.conf"}, "repositoryFiles.nginx.conf: expected an absolute file path in a folder"),
        (
            {"/nginx.conf": "nginx.conf"},
            "repositoryFiles./nginx.conf: expected an absolute file path in a folder",
        ),
        ({"/etc/a": "../a"}, "repositoryFiles./etc/a: expected a file path below the folder of Pulumi.yaml"),
        ({"/etc/a": ".env"}, "repositoryFiles./etc/a: .env usually holds secrets"),
        (["a"], "repositoryFiles: expected a mapping of keys and values"),
    ],
)
def test_a_mistake_about_a_file_of_the_repository_is_told_with_its_path(files: Any, line: str) -> None:
    with pytest.raises(ValidationError) as refused:
        RepositoryFilesSettings.model_validate({"repositoryFiles": files})

    [told] = lines_of(refused.value, RepositoryFilesSettings)
    assert told.startswith(line)


SHA = "ab" * 32


def download(**fields: Any) -> DownloadSettings:
    return DownloadSettings.model_validate({"url": "https://example.com/x", "sha256": SHA, **fields})


@pytest.mark.parametrize(
    "url",
    [
        "http://files.shop.svc:8080/model.bin",
        "https://example.com/",
        "https://[fd00::1]:8443/a?b=$(c)&d='e'#f",
        "https://EXAMPLE.com/a;b|c`d`",
    ],
)
def test_an_http_url_is_accepted_with_whatever_it_may_hold(url: str) -> None:
    assert download(url=url).url == url


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.com/x",
        "file:///etc/passwd",
        "example.com/x",
        "https://example.com",
        "https://user:password@example.com/x",
        "https://example.com/a b",
        "https://example.com/a\nb",
        "https://-o/x",
        "--output /x",
        8080,
        "",
    ],
)
def test_any_other_url_is_refused(url: object) -> None:
    with pytest.raises(ValidationError, match="expected an http or https URL without user and password, for example"):
        download(url=url)


def test_a_sum_is_read_in_either_case() -> None:
    assert download(sha256="AB" * 32).sha256 == SHA


@pytest.mark.parametrize("sha256", ["ab" * 31, "ab" * 33, "xy" * 32, f"sha256:{SHA}", SHA + "\n", 1])
def test_a_sum_of_another_form_is_refused(sha256: object) -> None:
    with pytest.raises(ValidationError, match="expected a SHA-256 of 64 hexadecimal digits"):
        download(sha256=sha256)


def test_what_fetches_is_pinned_by_its_digest() -> None:
    assert re.fullmatch(r"curlimages/curl:[0-9.]+@sha256:[0-9a-f]{64}", DOWNLOAD_IMAGE)
