"""Paths: in a container, in a URL, in the repository."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from slipway.settings.base import conflict, described_as
from slipway.settings.fields import KEY_LIMIT, no_hidden_step


def no_traversal(path: str) -> str:
    """Refuse the steps `.` and `..`."""
    if {".", ".."} & set(path.split("/")):
        raise ValueError
    return path


def visible(path: str) -> str:
    """Refuse characters that cannot be printed."""
    if not path.isprintable():
        raise ValueError
    return path


AbsolutePath = Annotated[
    str,
    Field(pattern=r"^(/[^/:\x00]+)+$", max_length=4096),
    AfterValidator(no_traversal),
    AfterValidator(visible),
    described_as("an absolute path in the container without `..`", "/app/config"),
]


WorkingDir = Annotated[
    str,
    Field(pattern=r"^/[^\x00]*$", max_length=4096),
    AfterValidator(visible),
    described_as("an absolute path in the container", "/app"),
]
"""A folder of the image, as the runtime takes it: https://github.com/opencontainers/runtime-spec/blob/main/config.md#process"""


def _names_fit(path: str) -> str:
    """Check that every step is short enough for a key of a ConfigMap or Secret."""
    if any(len(step) > KEY_LIMIT for step in path.split("/")):
        raise ValueError
    return path


FilePath = Annotated[
    str,
    Field(pattern=r"^(/[-._a-zA-Z0-9]+){2,}$", max_length=4096),
    AfterValidator(no_hidden_step),
    AfterValidator(_names_fit),
    described_as("an absolute file path in a folder, of letters, digits, dashes, underscores and dots", "/app/x.json"),
]

UrlPath = Annotated[
    str, Field(pattern=r"^/[^\s?#]*$", max_length=2048), described_as("a URL path that starts with /", "/healthz")
]


_FOLDERS = {".git", ".slipway", ".pulumi", ".ssh", ".aws", ".azure", ".kube", ".docker", ".gnupg", ".terraform"}
"""Folders in which programs keep secrets."""
_FILES = re.compile(
    r"\.env(\..*)?|.*\.env|\.envrc|\.netrc|\.npmrc|\.pypirc|\.pgpass|\.my\.cnf|\.htpasswd|\.git-credentials"
    r"|\.dockercfg|\.dockerconfigjson|\.vault-token|(.*[-._])?kubeconfig([-._].*)?|id_(rsa|dsa|ecdsa|ed25519)(_sk)?"
    r"|.*\.(key|p12|pfx|jks|keystore|ppk|kdbx|tfstate)|pulumi(\..*)?\.ya?ml",
    re.IGNORECASE,
)
"""Files that usually hold secrets, and Pulumi's own files, which hold encrypted ones."""


def _made_for_secrets(path: str) -> str:
    *folders, name = path.split("/")
    if _FOLDERS & {each.lower() for each in (*folders, name)} or _FILES.fullmatch(name):
        raise conflict(
            f"{path} usually holds secrets, and a ConfigMap is not encrypted; expected "
            "secretFiles: {path: name/key}, or another file name if it holds no secret"
        )
    return path


RepositoryPath = Annotated[
    str,
    Field(pattern=r"^[^/\\\x00]+(/[^/\\\x00]+)*$", max_length=1024),
    AfterValidator(no_traversal),
    AfterValidator(visible),
    described_as("a file path below the folder of Pulumi.yaml, without `..`", "config/nginx.conf"),
    AfterValidator(_made_for_secrets),
]
