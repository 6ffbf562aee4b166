"""The path of a file in the repository."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from settings.words.path import no_traversal, visible
from settings.words.vocabulary import conflict, expecting

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
    expecting("the path of a file below the project's folder (that of Pulumi.yaml), without `..`", "config/nginx.conf"),
    AfterValidator(_made_for_secrets),
]
