"""The configuration in a stack file, without the passphrase: secrets become named placeholders."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from offline.engine_yaml import Unreadable, read_yaml

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

    @staticmethod
    def read(file: Path) -> "StackFile":
        """Read a stack file. Raises Unreadable if the engine could not read or pass it."""
        stack = file.name.removeprefix("Pulumi.").removesuffix(".yaml")
        try:
            raw = _config(file)
        except Unreadable as error:
            raise Unreadable(f"{file.name}: {error}") from None
        secret = [key for key, value in raw.items() if _holds_secret(value)]
        config = {key: _text(_without_secrets(value, key, secret=key in secret)) for key, value in raw.items()}
        size = len(f"PULUMI_CONFIG={json.dumps(config)}".encode())
        if size > LARGEST:
            raise Unreadable(
                f"{file.name}: expected a configuration of at most {LARGEST:,} bytes as JSON, the limit of Pulumi; got "
                f"{size:,} bytes; split it into several stacks, for example one for each team"
            )
        return StackFile(stack, config, secret)

    @contextmanager
    def environment(self) -> Iterator[None]:
        """Set the environment variables that the language host sets for the program."""
        variables = {
            "PULUMI_CONFIG": json.dumps(self.config),
            "PULUMI_CONFIG_SECRET_KEYS": json.dumps(self.secret_keys),
        }
        with mock.patch.dict("os.environ", variables):
            yield


def _config(file: Path) -> dict[str, Any]:
    try:
        content = read_yaml(file.read_text())
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise Unreadable(f"expected a text file in UTF-8; byte {error.start} is not valid UTF-8") from None
    if content is not None and not isinstance(content, dict):
        raise Unreadable("expected a mapping with the key config")
    config = (content or {}).get("config")
    if config is not None and not isinstance(config, dict):
        raise Unreadable("config: expected a mapping of keys and values")
    return config or {}


def _holds_secret(value: Any) -> bool:
    if isinstance(value, dict):
        return value.keys() == {SECURE} or any(map(_holds_secret, value.values()))
    return isinstance(value, list) and any(map(_holds_secret, value))


def _without_secrets(value: Any, path: str, *, secret: bool) -> Any:
    """The value with placeholders for secrets. Below a key with a secret, all values are secrets, as in the engine."""
    if isinstance(value, dict) and value.keys() != {SECURE}:
        return {key: _without_secrets(each, f"{path}/{key}", secret=secret) for key, each in value.items()}
    if isinstance(value, list):
        return [_without_secrets(each, f"{path}/{index}", secret=secret) for index, each in enumerate(value)]
    return f"<secret:{path.partition('/')[2]}>" if secret else value


def _text(value: Any) -> str:
    """The value as text. The engine sorts keys, which decides the order of environment variables, for example."""
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True)
