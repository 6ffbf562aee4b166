"""The environment of a stack, and the level of each rule in it."""

from collections.abc import Mapping
from typing import Literal

from policies.rule import About, Level

Environment = Literal["development", "production"]
KEY = "environment"
"""The setting of the stack file: `slipway:environment`."""


def environment_of(config: Mapping[str, str], project: str) -> Environment:
    """The environment in the stack's configuration. It is production unless it says development."""
    return "development" if config.get(f"{project}:{KEY}") == "development" else "production"


def level_of(rule: About, environment: Environment) -> Level | None:
    """The level of a violation; None when the rule does not apply to the environment."""
    if rule.always_mandatory:
        return "mandatory"
    if rule.production and environment == "development":
        return None
    return "advisory" if rule.advisory or environment == "development" else "mandatory"
