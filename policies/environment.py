"""How strict the rules are: it depends on what the stack is for, and is full strictness when nobody knows."""

from collections.abc import Mapping
from typing import Literal

from policies.rule import About, Level

Environment = Literal["development", "production"]
KEY = "environment"
"""The setting of the stack file: `slipway:environment`."""


def environment_of(config: Mapping[str, str], project: str) -> Environment:
    """From the stack's configuration. Whatever does not say that it is development is production."""
    return "development" if config.get(f"{project}:{KEY}") == "development" else "production"


def level_of(rule: About, environment: Environment) -> Level | None:
    """Whether a violation stops the deployment; None when the rule is not asked of this environment."""
    if rule.production and environment == "development":
        return None
    return "advisory" if rule.advisory or environment == "development" else "mandatory"
