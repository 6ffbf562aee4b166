"""The secrets of the running stack. The program knows their names; their values stay in Outputs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pulumi
from pydantic import TypeAdapter, ValidationError

from slipway.checks.problems import Problem, path_of
from slipway.checks.stack import SecretKeys
from slipway.settings.fields import DataKey, DnsLabel, ObjectName
from slipway.settings.secrets import DOCKER_CONFIG, docker_config_problem

PLACEHOLDER = "replace-me"
"""The placeholder for secrets in the stack files of this repository."""

_VOCABULARY: tuple[TypeAdapter[str], ...] = (TypeAdapter(DnsLabel), TypeAdapter(ObjectName), TypeAdapter(DataKey))
_LEVELS = ("namespaces", "secrets", "keys")

Values = Mapping[str, Mapping[str, Mapping[str, str]]]


@dataclass(frozen=True, repr=False)
class StackSecrets:
    """Secrets by namespace, name and key. There is no `repr`, so that no message can show a value."""

    _values: Values

    @staticmethod
    def parse(raw: Any, *, encrypted: bool) -> tuple["StackSecrets", list[Problem]]:
        """Check the structure. A problem has the path and the expectation, never the value."""
        problems = list(_malformed(raw, ("secrets",)))
        if raw and not problems and not encrypted:
            way = "pulumi config set --path --secret 'slipway:secrets.<namespace>.<name>.<key>'"
            problems.append(
                Problem("secrets", f"the values are in plain text; expected encrypted values, set with {way}")
            )
        return StackSecrets({} if problems else raw), problems

    def keys(self) -> SecretKeys:
        """The keys of all secrets, without values."""
        return {
            namespace: {name: frozenset(data) for name, data in secrets.items()}
            for namespace, secrets in self._values.items()
        }

    def names(self, namespace: str) -> list[str]:
        """The names of the secrets of a namespace."""
        return list(self._values.get(namespace, {}))

    def data(self, namespace: str, name: str) -> dict[str, pulumi.Output[str]]:
        """A secret's data, each value marked secret."""
        return {key: pulumi.Output.secret(value) for key, value in self._values[namespace][name].items()}

    def unfit(self) -> list[Problem]:
        """A problem for each value that the API server would refuse during the update."""
        found = [
            (path_of("secrets", namespace, name, DOCKER_CONFIG), docker_config_problem(data[DOCKER_CONFIG]))
            for namespace, secrets in self._values.items()
            for name, data in secrets.items()
            if data.get(DOCKER_CONFIG, PLACEHOLDER) != PLACEHOLDER
        ]
        return [Problem(path, message) for path, message in found if message]

    def holds(self, namespace: str, name: str, data: Mapping[str, str]) -> bool:
        """True if the secret has exactly these values."""
        return self._values[namespace][name] == data

    def placeholders(self) -> list[tuple[str, str, str, str]]:
        """The paths of values that are still the placeholder."""
        return [
            ("secrets", namespace, name, key)
            for namespace, secrets in self._values.items()
            for name, data in secrets.items()
            for key, value in data.items()
            if value == PLACEHOLDER
        ]


def _malformed(value: Any, path: tuple[str, ...]) -> Iterator[Problem]:
    level = len(path) - 1
    if level == len(_LEVELS):
        if not isinstance(value, str) or not value:
            yield Problem(path_of(*path), "expected a string that is not empty")
        return
    if not isinstance(value, dict):
        yield Problem(path_of(*path), f"expected a mapping of {_LEVELS[level]}")
        return
    for name, inner in value.items():
        try:
            _VOCABULARY[level].validate_python(name)
        except ValidationError as error:
            yield Problem(path_of(*path, name), error.errors()[0]["msg"])
        yield from _malformed(inner, (*path, name))
