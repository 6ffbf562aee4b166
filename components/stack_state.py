"""The state of the stack: the outputs of the last run. Each run reads it once from the engine."""

import time
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Any

from pulumi import RunError, get_organization, get_project, get_stack

from slipway.pulumi_internals import monitor, stack_outputs, there_is_an_engine

Outputs = Mapping[str, Any]

_PAUSES = (0.1, 0.4, 1.5)
"""Seconds between two attempts to read the state. The engine writes it at the same time, and a backend of files
may show a file half written: https://pkg.go.dev/gocloud.dev/blob/fileblob (its `.attrs` files)"""


def held(type_: str) -> Mapping[str, Outputs]:
    """The outputs of all resources of a type, by Pulumi name. Secrets are in plain text. Empty under mocks."""
    return _by_type(monitor()).get(type_, {}) if there_is_an_engine() else {}


@lru_cache(maxsize=1)
def _by_type(_: object) -> Mapping[str, Mapping[str, Outputs]]:
    """The outputs by type. The argument is the monitor of the run: the cache is per run."""
    found: dict[str, dict[str, Outputs]] = {}
    for urn, resource in _resources(f"{get_organization()}/{get_project()}/{get_stack()}").items():
        found.setdefault(resource["type"], {})[urn.rpartition("::")[2]] = resource["outputs"]
    return found


def _resources(stack: str) -> Mapping[str, Any]:
    """The resources by URN. Raises `RunError` if the last attempt fails too."""
    for pause in _PAUSES:
        with suppress(Exception):  # the SDK raises nothing narrower
            return stack_outputs(stack)
        time.sleep(pause)
    try:
        return stack_outputs(stack)
    except Exception as error:  # noqa: BLE001
        raise RunError(f"the state of {stack} cannot be read: {error}") from None
