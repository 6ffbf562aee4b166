"""A file that is fetched before the app starts."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from settings.containers.resources import ResourcesSettings
from settings.words.model import Model
from settings.words.quantity import Bytes
from settings.words.vocabulary import expecting

DOWNLOAD_IMAGE = (
    "curlimages/curl:8.21.0@sha256:7c12af72ceb38b7432ab85e1a265cff6ae58e06f95539d539b654f2cfa64bb13"  # multi-platform
)
DOWNLOAD_RESOURCES = ResourcesSettings()
"""What the container has that fetches the downloads."""


def _readable(url: str) -> str:
    """A port that there is, and an address that is one."""
    urlsplit(url).port  # noqa: B018  # raises ValueError
    return url


Url = Annotated[
    str,
    Field(
        pattern=r"^https?://([A-Za-z0-9]([-.A-Za-z0-9]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(:[0-9]{1,5})?/[!-~]*$",
        max_length=2048,
    ),
    AfterValidator(_readable),
    expecting("an http or https URL without user and password", "https://example.com/model.bin"),
]

Sha256 = Annotated[
    str,
    Field(pattern=r"^[0-9A-Fa-f]{64}$"),
    AfterValidator(str.lower),
    expecting("a SHA-256 of 64 hexadecimal digits, as sha256sum prints it", "e3b0c442...b855"),
]


class DownloadSettings(Model):
    """What lies at the URL, as long as it is what it was when its sum was written down."""

    url: Url
    """Where it is fetched from, redirects followed. Required."""
    sha256: Sha256
    """Its SHA-256; the pod does not start with anything else. Required."""
    size: Bytes = "256Mi"
    """How large it may be at most; the limit of its folder's volume. Default `256Mi`."""
