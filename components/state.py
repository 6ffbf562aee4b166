"""What the stack holds already, asked of the engine once in every run.

A program that could only say what it wants would have to say everything that is to stay, too; what it said last time is
in the state alone. The call is that of the SDKs for reading the resources of a stack (`listResourceOutputs` in
https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/runtime/invoke.ts).
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pulumi import RunError, get_organization, get_project, get_stack
from pulumi.runtime import invoke
from pulumi.runtime.settings import get_monitor

from .engine import there_is_an_engine

Outputs = Mapping[str, Any]

_READ = "pulumi:pulumi:readStackResourceOutputs"


def held(type_: str) -> Mapping[str, Outputs]:
    """The outputs of all resources of a type by Pulumi name; secrets are in plain text. Under mocks there are none."""
    return _by_type(get_monitor()).get(type_, {}) if there_is_an_engine() else {}


@lru_cache(maxsize=1)
def _by_type(_: object) -> Mapping[str, Mapping[str, Outputs]]:
    """A monitor belongs to one run; another run in the same process has another one."""
    name = f"{get_organization()}/{get_project()}/{get_stack()}"
    try:
        resources: Mapping[str, Any] = invoke(_READ, {"stackName": name}).value["outputs"]
    except Exception as error:  # noqa: BLE001  # the SDK raises nothing narrower
        raise RunError(f"the state of {name} cannot be read: {error}") from None
    found: dict[str, dict[str, Outputs]] = {}
    for urn, resource in resources.items():
        found.setdefault(resource["type"], {})[urn.rpartition("::")[2]] = resource["outputs"]
    return found
