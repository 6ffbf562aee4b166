"""The configuration in a stack file, without the passphrase: secrets become named placeholders."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from slipway.settings.engine_yaml import Unreadable, as_json
from slipway.settings.stack_text import config_of

PROJECT = "slipway"
SECURE = "secure"
LARGEST = 128 * 1024 - 1
"""The largest configuration in bytes. The engine passes it in one environment variable, and Linux has this limit for a
variable (MAX_ARG_STRLEN): https://man7.org/linux/man-pages/man2/execve.2.html"""


@dataclass(frozen=True)
class StackFile:
    """The configuration as the engine passes it to the program: every value as text, structures as JSON."""

    stack: str
    config: dict[str, str]
    secret_keys: list[str]
    file: Path | None = None

    @staticmethod
    def read(file: Path) -> "StackFile":
        """Read a stack file. Raises Unreadable if the engine could not read or pass it."""
        stack = file.name.removeprefix("Pulumi.").removesuffix(".yaml")
        try:
            raw = as_json(config_of(file, PROJECT), "config")
        except Unreadable as error:
            raise error.of(file.name) from None
        secret = [key for key, value in raw.items() if _holds_secret(value)]
        config = {key: _text(_without_secrets(value, key, secret=key in secret)) for key, value in raw.items()}
        size = len(f"PULUMI_CONFIG={json.dumps(config)}".encode())
        if size > LARGEST:
            raise Unreadable(
                f"{file.name}: expected a configuration of at most {LARGEST:,} bytes as JSON, the limit of Pulumi; got "
                f"{size:,} bytes; split it into several stacks, for example one for each team"
            )
        return StackFile(stack, config, secret, file)

    @contextmanager
    def environment(self) -> Iterator[None]:
        """Set the environment variables that the language host sets for the program, and the one with the file."""
        variables = {
            "PULUMI_CONFIG": json.dumps(self.config),
            "PULUMI_CONFIG_SECRET_KEYS": json.dumps(self.secret_keys),
            "SLIPWAY_STACK_FILE": str(self.file or ""),
        }
        with mock.patch.dict("os.environ", variables):
            yield


def _holds_secret(value: Any) -> bool:
    if isinstance(value, dict):
        return _is_secret(value) or any(map(_holds_secret, value.values()))
    return isinstance(value, list) and any(map(_holds_secret, value))


def _is_secret(value: dict[str, Any]) -> bool:
    return value.keys() == {SECURE} and isinstance(value[SECURE], str)


def _without_secrets(value: Any, path: str, *, secret: bool) -> Any:
    """The value with placeholders for secrets. Below a key with a secret, all values are secrets, as in the engine."""
    if isinstance(value, dict) and not _is_secret(value):
        return {key: _without_secrets(each, f"{path}/{key}", secret=secret) for key, each in value.items()}
    if isinstance(value, list):
        return [_without_secrets(each, f"{path}/{index}", secret=secret) for index, each in enumerate(value)]
    return f"<secret:{path.partition('/')[2]}>" if secret else value


def _text(value: Any) -> str:
    """The value as text. The engine sorts keys, which decides the order of environment variables, for example."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True)
