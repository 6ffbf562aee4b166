"""Read a stack's configuration as Pulumi hands it over: texts by `<project>:<key>`, structures as JSON."""

import json
from collections.abc import Mapping
from typing import Any

from slipway.settings.stack import StackSettings

SECRETS = "secrets"
"""The one key that holds secrets. A whole key is decrypted at a time, so that no other may hold any: its settings could
otherwise be printed in an error, or stand in a diff."""

_TOO_DEEP = "structures in structures, deeper than can be read"


def values_of(config: Mapping[str, str], project: str) -> dict[str, Any]:
    """The project's own values, by key."""
    prefix = f"{project}:"
    return {key.removeprefix(prefix): _structured(value) for key, value in config.items() if key.startswith(prefix)}


def settings_of(values: Mapping[str, Any]) -> StackSettings:
    """Raises pydantic's ValidationError. The secrets are no settings."""
    plain = {key: value for key, value in values.items() if key != SECRETS}
    return StackSettings.model_validate(plain, by_alias=True, by_name=False)


def _structured(value: str) -> Any:
    if not value.startswith(("{", "[")):
        return value
    try:
        return json.loads(value)
    except json.JSONDecodeError:
        return value
    except RecursionError:
        return _TOO_DEEP
