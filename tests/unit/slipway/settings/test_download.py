import re
from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.files import DOWNLOAD_IMAGE, DownloadSettings

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
def test_anything_else_is_refused(url: object) -> None:
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
