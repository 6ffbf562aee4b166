"""The part of a stack's configuration that the policies depend on."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from policies.environment import Environment, environment_of
from slipway.checks.problems import problems_of
from slipway.settings.base import Model
from slipway.settings.load import values_of
from slipway.settings.policies import PoliciesSettings

KEY = "policies"
"""The setting of the stack file: `slipway:policies`."""
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

    @staticmethod
    def read(config: Mapping[str, str], project: str) -> "Configuration":
        """Read the configuration as the engine passes it on: a text for each key, JSON for structures."""
        environment = environment_of(config, project)
        said = {key: value for key, value in values_of(config, project).items() if key == KEY}
        try:
            values = _Values.model_validate(said, by_alias=True, by_name=False)
        except ValidationError as error:
            problems = tuple(str(problem) for problem in problems_of(error, _Values))
            return Configuration(environment, NOTHING, problems)
        return Configuration(environment, values.policies)
