"""The passphrases that decrypt the secrets of the stack files."""

from collections.abc import Mapping

DOCUMENTED: Mapping[str, str] = {
    # Throw-aways, told to everybody on purpose: the dev stack guards nothing, so that the first command works, and
    # the prod stack holds placeholders only, which `pulumi up` refuses. Going live replaces the provider and rotates.
    "dev": "slipway-dev",
    "prod": "slipway-prod-placeholder",
    # The stack files of examples/, to be copied beside the others.
    "course": "slipway-course",
    "tutorial": "slipway-tutorial",
}


def environment(stack: str, user: Mapping[str, str]) -> dict[str, str]:
    """What to set for the engine: nothing if the user has set a passphrase of their own."""
    if "PULUMI_CONFIG_PASSPHRASE" in user or "PULUMI_CONFIG_PASSPHRASE_FILE" in user or stack not in DOCUMENTED:
        return {}
    return {"PULUMI_CONFIG_PASSPHRASE": DOCUMENTED[stack]}
