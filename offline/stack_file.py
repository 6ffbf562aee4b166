"""The configuration of a stack as its file holds it, without the passphrase: secrets become named placeholders."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import yaml

SECURE = "secure"


@dataclass(frozen=True)
class StackFile:
    """What the engine would hand to the program: every value as text, structures as JSON."""

    stack: str
    config: dict[str, str]
    secret_keys: list[str]

    @staticmethod
    def read(file: Path) -> "StackFile":
        """Raises FileNotFoundError, and yaml.YAMLError when it is no YAML."""
        stack = file.name.removeprefix("Pulumi.").removesuffix(".yaml")
        raw: dict[str, Any] = (yaml.safe_load(file.read_text()) or {}).get("config") or {}
        secret = [key for key, value in raw.items() if _holds_secret(value)]
        config = {key: _text(_without_secrets(value, key, secret=key in secret)) for key, value in raw.items()}
        return StackFile(stack, config, secret)

    @contextmanager
    def environment(self) -> Iterator[None]:
        """The variables in which the language host passes the configuration to the program."""
        variables = {
            "PULUMI_CONFIG": json.dumps(self.config),
            "PULUMI_CONFIG_SECRET_KEYS": json.dumps(self.secret_keys),
        }
        with mock.patch.dict("os.environ", variables):
            yield


def _holds_secret(value: Any) -> bool:
    if isinstance(value, dict):
        return value.keys() == {SECURE} or any(map(_holds_secret, value.values()))
    return isinstance(value, list) and any(map(_holds_secret, value))


def _without_secrets(value: Any, path: str, *, secret: bool) -> Any:
    """Below a key with a secret every leaf counts as one, as it does for the engine."""
    if isinstance(value, dict) and value.keys() != {SECURE}:
        return {key: _without_secrets(each, f"{path}/{key}", secret=secret) for key, each in value.items()}
    if isinstance(value, list):
        return [_without_secrets(each, f"{path}/{index}", secret=secret) for index, each in enumerate(value)]
    return f"<secret:{path.partition('/')[2]}>" if secret else value


def _text(value: Any) -> str:
    """The engine orders keys; the order of environment variables, for one, follows."""
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True)
