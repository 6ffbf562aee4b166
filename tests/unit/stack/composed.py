"""A recorded stack from the settings of a test."""

from typing import Any

import pulumi

from offline.recorder import Recording, record
from slipway.settings.stack import StackSettings
from stack.compose import compose
from stack.secrets import StackSecrets
from tests.deployment import configured


def composed(namespaces: dict[str, Any], secrets: dict[str, Any] | None = None, **more: Any) -> Recording:
    """A development stack. `secrets` are those of the stack file."""
    settings = StackSettings.model_validate({"environment": "development", "namespaces": namespaces, **more})
    configuration = configured(settings, StackSecrets.parse(secrets or {}, encrypted=True)[0])

    def program() -> None:
        for name, value in compose(configuration).items():
            pulumi.export(name, value)

    return record(program)
