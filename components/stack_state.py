"""The state of the stack: the outputs of the last run. Each run reads it once from the engine."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pulumi import RunError, get_organization, get_project, get_stack

from slipway.pulumi_internals import monitor, stack_outputs, there_is_an_engine

Outputs = Mapping[str, Any]


def held(type_: str) -> Mapping[str, Outputs]:
    """The outputs of all resources of a type, by Pulumi name. Secrets are in plain text. Empty under mocks."""
    return _by_type(monitor()).get(type_, {}) if there_is_an_engine() else {}


@lru_cache(maxsize=1)
def _by_type(_: object) -> Mapping[str, Mapping[str, Outputs]]:
    """The outputs by type. The argument is the monitor of the run: the cache is per run."""
    name = f"{get_organization()}/{get_project()}/{get_stack()}"
    try:
        resources = stack_outputs(name)
    except Exception as error:  # noqa: BLE001  # the SDK raises nothing narrower
        raise RunError(f"the state of {name} cannot be read: {error}") from None
    found: dict[str, dict[str, Outputs]] = {}
    for urn, resource in resources.items():
        found.setdefault(resource["type"], {})[urn.rpartition("::")[2]] = resource["outputs"]
    return found
