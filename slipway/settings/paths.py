"""Paths: in a container, in a URL, in the repository."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from slipway.settings.base import conflict, described_as
from slipway.settings.fields import KEY_LIMIT, no_hidden_step


def no_traversal(path: str) -> str:
    """It leads down, step by step."""
    if {".", ".."} & set(path.split("/")):
        raise ValueError
    return path


def visible(path: str) -> str:
    """Nothing in it is hidden from whoever reads it."""
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


def _names_fit(path: str) -> str:
    """Each may be a key of a ConfigMap or Secret."""
    if any(len(step) > KEY_LIMIT for step in path.split("/")):
        raise ValueError
    return path


FilePath = Annotated[
    str,
    Field(pattern=r"^(/[-._a-zA-Z0-9]+){2,}$", max_length=4096),
    AfterValidator(no_hidden_step),
    AfterValidator(_names_fit),
    described_as(
        "the absolute path of a file in a folder, of letters, digits, dashes, underscores and dots", "/app/x.json"
    ),
]

UrlPath = Annotated[
    str, Field(pattern=r"^/[^\s?#]*$", max_length=2048), described_as("a URL path that starts with /", "/healthz")
]


_FOLDERS = {".git", ".slipway", ".pulumi", ".ssh", ".aws", ".azure", ".kube", ".docker", ".gnupg", ".terraform"}
"""Where programs keep what only their owner may read."""
_FILES = re.compile(
    r"\.env(\..*)?|.*\.env|\.envrc|\.netrc|\.npmrc|\.pypirc|\.pgpass|\.my\.cnf|\.htpasswd|\.git-credentials"
    r"|\.dockercfg|\.dockerconfigjson|\.vault-token|(.*[-._])?kubeconfig([-._].*)?|id_(rsa|dsa|ecdsa|ed25519)(_sk)?"
    r"|.*\.(key|p12|pfx|jks|keystore|ppk|kdbx|tfstate)|pulumi(\..*)?\.ya?ml",
    re.IGNORECASE,
)
"""What is made to hold a secret, and the files of Pulumi, whose secrets are encrypted and no app's to read."""


def _made_for_secrets(path: str) -> str:
    *folders, name = path.split("/")
    if _FOLDERS & {each.lower() for each in (*folders, name)} or _FILES.fullmatch(name):
        raise conflict(
            f"{path} is what secrets are kept in, and whoever reads a ConfigMap would read them; expected secretFiles: "
            "{path: name/key}, or, if it holds none, a file of another name"
        )
    return path


RepositoryPath = Annotated[
    str,
    Field(pattern=r"^[^/\\\x00]+(/[^/\\\x00]+)*$", max_length=1024),
    AfterValidator(no_traversal),
    AfterValidator(visible),
    described_as(
        "the path of a file below the project's folder (that of Pulumi.yaml), without `..`", "config/nginx.conf"
    ),
    AfterValidator(_made_for_secrets),
]
