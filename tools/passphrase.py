"""The passphrases that decrypt the secrets of the stack files."""

from collections.abc import Mapping

DOCUMENTED: Mapping[str, str] = {
    # These are public on purpose. The dev stack protects nothing, so that the first command works. The prod stack holds
    # only placeholders, which `pulumi up` refuses; going live replaces its encryption and all its secrets.
    "dev": "slipway-dev",
    "prod": "slipway-prod-placeholder",
    # The stack files of examples/, for copies beside the others.
    "course": "slipway-course",
    "tutorial": "slipway-tutorial",
}


def environment(stack: str, user: Mapping[str, str]) -> dict[str, str]:
    """The passphrase for the engine. Empty if the user has set their own."""
    if "PULUMI_CONFIG_PASSPHRASE" in user or "PULUMI_CONFIG_PASSPHRASE_FILE" in user or stack not in DOCUMENTED:
        return {}
    return {"PULUMI_CONFIG_PASSPHRASE": DOCUMENTED[stack]}
