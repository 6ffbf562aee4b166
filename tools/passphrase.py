"""The passphrases that decrypt the secrets of the stack files."""

import re
from collections.abc import Mapping
from pathlib import Path

from tools.failure import Failure

VARIABLES = ("PULUMI_CONFIG_PASSPHRASE", "PULUMI_CONFIG_PASSPHRASE_FILE")

DOCUMENTED: Mapping[str, str] = {
    # These are public on purpose. The dev stack protects nothing, so that the first command works. The prod stack holds
    # only placeholders, which `pulumi up` refuses; going live replaces its encryption and all its secrets.
    "dev": "slipway-dev",
    "prod": "slipway-prod-placeholder",
    # The stack files of examples/, for copies beside the others.
    "course": "slipway-course",
    "tutorial": "slipway-tutorial",
    "boutique": "slipway-boutique",
    "mastodon": "slipway-mastodon",
    "media": "slipway-media",
}


def environment(stack: str, user: Mapping[str, str]) -> dict[str, str]:
    """The passphrase for the engine. Empty if the user has set their own."""
    if _given(user) or stack not in DOCUMENTED:
        return {}
    return {"PULUMI_CONFIG_PASSPHRASE": DOCUMENTED[stack]}


def require(stack: str, file: Path, user: Mapping[str, str], *, local: bool) -> None:
    """Raises `Failure` if the engine would need a passphrase that nobody has set. `local`: the backend is our own.

    The engine itself says so only after everything is set up.
    """
    text = file.read_text() if file.is_file() else ""
    provider = re.search(r"^secretsprovider:\s*(\S+)", text, re.MULTILINE)
    encrypted = re.search(r"^encryptionsalt:", text, re.MULTILINE)
    by_passphrase = provider[1] == "passphrase" if provider else bool(local or encrypted)
    if by_passphrase and not environment(stack, user) and not _given(user):
        new = "" if encrypted else "; choose one for the new stack, and keep it"
        raise Failure(
            f"the passphrase of {stack} is missing: export PULUMI_CONFIG_PASSPHRASE=...{new}: docs/new-stack.md"
        )


def _given(user: Mapping[str, str]) -> bool:
    return any(name in user for name in VARIABLES)
