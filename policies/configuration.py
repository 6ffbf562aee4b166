"""The part of a stack's configuration that the policies depend on."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from policies.environment import Environment, environment_of
from slipway.checks.plain_secrets import values_with_a_reason
from slipway.checks.problems import problems_of
from slipway.checks.secret_search import Steps
from slipway.settings.base import Model
from slipway.settings.load import settings_of, values_of
from slipway.settings.policies import PoliciesSettings
from slipway.settings.stack import StackSettings

KEY = "policies"
"""The setting of the stack file: `slipway:policies`."""
REASONS = "notSecret"
PROJECT = Path(__file__).resolve().parents[1]
DEFAULTS = PoliciesSettings()
NOTHING = PoliciesSettings(registries=(), exemptions=())
"""Policies without any registry or exemption."""


class _Values(Model):
    policies: PoliciesSettings = PoliciesSettings()


@dataclass(frozen=True)
class Configuration:
    """The environment of a stack, its registries and its exemptions."""

    environment: Environment = "production"
    policies: PoliciesSettings = DEFAULTS
    problems: tuple[str, ...] = ()
    """The mistakes in `slipway:policies`. With a mistake, no registry is allowed and no exemption applies."""
    not_secret: frozenset[str] = field(default=frozenset(), repr=False)
    """The values that look like secrets and are none, as `slipway:notSecret` says."""

    @staticmethod
    def read(config: Mapping[str, str], project: str) -> "Configuration":
        """Read the configuration as the engine passes it on: a text for each key, JSON for structures."""
        environment = environment_of(config, project)
        everything = values_of(config, project)
        said = {key: value for key, value in everything.items() if key == KEY}
        try:
            values = _Values.model_validate(said, by_alias=True, by_name=False)
        except ValidationError as error:
            problems = tuple(str(problem) for problem in problems_of(error, _Values))
            return Configuration(environment, NOTHING, problems)
        return Configuration(environment, values.policies, not_secret=_not_secret(everything))


def _not_secret(values: Mapping[str, Any]) -> frozenset[str]:
    """None for a configuration with a mistake: the program refuses it, and tells the mistake."""
    if not values.get(REASONS):
        return frozenset()
    try:
        stack = settings_of(values)
    except ValidationError:
        return frozenset()
    return values_with_a_reason(stack, dict(_texts(stack)))


def _texts(stack: StackSettings) -> Iterator[tuple[Steps, str]]:
    """The files of the repository that apps mount. The pack lies in the folder of the project."""
    for namespace, settings in stack.namespaces.items():
        for name, app in settings.apps.items():
            for file, source in app.repository_files.items():
                with suppress(OSError, ValueError):
                    text = (PROJECT / source).read_text()
                    yield ("namespaces", namespace, "apps", name, "repositoryFiles", file), text
