"""Files in a container: from the stack file, from the repository, from ConfigMaps and Secrets, and downloads."""

import json
from collections.abc import Iterator
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, JsonValue, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.fields import KeyReference, UniqueList
from slipway.settings.paths import AbsolutePath, FilePath, RepositoryPath
from slipway.settings.quantity import Bytes
from slipway.settings.resources import ResourcesSettings
from slipway.settings.written import ambiguous, either_way, numbers_of, text_of
from slipway.settings.yaml_text import write_yaml

_YAML = (".yaml", ".yml")


class Base64(str):
    """The content of a binary file, in base64."""

    __slots__ = ()


def file_text(path: str, content: JsonValue) -> str:
    """The text of a file: a string as it is; other data as YAML in `*.yaml` and `*.yml`, else as JSON."""
    if isinstance(content, str):
        return content
    if path.lower().endswith(_YAML):
        return write_yaml(content)
    return json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def ambiguous_numbers(path: str, content: JsonValue) -> Iterator[str]:
    """An error for each number in the data of a file that is not YAML, if readers of YAML read it differently. A file
    of YAML has the number as it stands in the stack file, and its reader decides.
    """
    if not path.lower().endswith(_YAML):
        for where, number in numbers_of(content):
            if ambiguous(number):
                yield f"{path}: readers of YAML read {text_of(number)} {_at(where)}differently; {either_way(number)}"


def _at(where: tuple[str, ...]) -> str:
    return f"({'.'.join(where).replace('.[', '[')}) " if where else ""


class KeyFilesSettings(Model):
    """Single keys mounted as read-only files, readable by the process only (mode 0440).

    https://kubernetes.io/docs/concepts/storage/projected-volumes/
    """

    config_files: dict[FilePath, KeyReference] = {}
    """Files from a ConfigMap of the namespace, as `name/key` by path."""
    secret_files: dict[FilePath, KeyReference] = {}
    """Files from a Secret of the namespace, as `name/key` by path, for example `/etc/tls/tls.key: shop-tls/tls.key`."""

    def key_files(self) -> list[str]:
        """The paths of the files."""
        return [*self.config_files, *self.secret_files]

    @model_validator(mode="after")
    def _each_file_once(self) -> "KeyFilesSettings":
        twice = sorted(self.config_files.keys() & self.secret_files.keys())
        if twice:
            raise conflict(
                f"expected each file in only one of configFiles and secretFiles; duplicates: {', '.join(twice)}"
            )
        return self


class RepositoryFilesSettings(Model):
    """Files of the repository, mounted read-only, in one ConfigMap with the `files` of the same folder."""

    repository_files: dict[FilePath, RepositoryPath] = {}
    """Files by path, each with its path in the repository below the folder of `Pulumi.yaml`: `/etc/nginx/nginx.conf:
    config/nginx.conf`. They are text without secrets, at most 1 MiB for each mounted folder, and no symbolic links. A
    changed file rolls the pods. https://kubernetes.io/docs/concepts/configuration/configmap/"""
    binary_files: dict[FilePath, RepositoryPath] = {}
    """The same for files that are not text, for example a logo or a keymap: `binaryData` of the ConfigMap. Nobody can
    review them, so keep them few; in a ConfigMap they take a third more than on disk. Default: none."""
    image_folders: UniqueList[AbsolutePath] = ()
    """Folders of the image that keep their own files: each file of `files`, `repositoryFiles`, `binaryFiles`,
    `configFiles` and `secretFiles` in one of them is mounted alone beside the others (`subPath`): `[/etc/nginx]`.
    Default: none; a mounted folder hides that of the image.
    https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath"""


DOWNLOAD_IMAGE = (
    "curlimages/curl:8.21.0@sha256:7c12af72ceb38b7432ab85e1a265cff6ae58e06f95539d539b654f2cfa64bb13"  # multi-platform
)
DOWNLOAD_RESOURCES = ResourcesSettings()
"""The resources of the container that fetches the downloads."""


def _readable(url: str) -> str:
    """Check the port and the address of a URL."""
    urlsplit(url).port  # noqa: B018  # raises ValueError
    return url


Url = Annotated[
    str,
    Field(
        pattern=r"^https?://([A-Za-z0-9]([-.A-Za-z0-9]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(:[0-9]{1,5})?/[!-~]*$",
        max_length=2048,
    ),
    AfterValidator(_readable),
    described_as("an http or https URL without user and password", "https://example.com/model.bin"),
]

Sha256 = Annotated[
    str,
    Field(pattern=r"^[0-9A-Fa-f]{64}$"),
    AfterValidator(str.lower),
    described_as("a SHA-256 of 64 hexadecimal digits, as sha256sum prints it", "e3b0c442...b855"),
]


class DownloadSettings(Model):
    """A file from a URL, verified by its SHA-256."""

    url: Url
    """The URL. Redirects are followed."""
    sha256: Sha256
    """The SHA-256 of the file; with any other content the pod does not start."""
    size: Bytes = "256Mi"
    """The largest allowed size; it adds to the limit of the folder's volume."""
