"""Read the configuration of a stack from Pulumi: strings by `<project>:<key>`, structures as JSON."""

import json
from collections.abc import Mapping
from typing import Any

from slipway.settings.stack import StackSettings

SECRETS = "secrets"
"""The only key with secrets. Pulumi decrypts whole keys, so a secret in another key could appear in errors and
diffs."""

_TOO_DEEP = "structures that are nested too deeply"


def values_of(config: Mapping[str, str], project: str) -> dict[str, Any]:
    """The values of the project, by key."""
    prefix = f"{project}:"
    return {key.removeprefix(prefix): _structured(value) for key, value in config.items() if key.startswith(prefix)}


def settings_of(values: Mapping[str, Any]) -> StackSettings:
    """The settings without the secrets. Raises pydantic's ValidationError."""
    plain = {key: value for key, value in values.items() if key != SECRETS}
    return StackSettings.model_validate(plain, by_alias=True, by_name=False)


def _structured(value: str) -> Any:
    if not value.startswith(("{", "[")):
        return value
    try:
        return json.loads(value, parse_constant=_refused)
    except ValueError:  # no JSON, NaN, or a number of more digits than Python reads
        return value
    except RecursionError:
        return _TOO_DEEP


def _refused(constant: str) -> None:
    raise ValueError(constant)
