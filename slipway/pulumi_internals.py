"""The one seam to parts of Pulumi that its SDK does not document: everything else imports them from here.

Another version of the SDK may move them; then this module changes, and a test of it fails first.
"""

from collections.abc import Callable, Mapping
from typing import Any

import pulumi
from pulumi._types import input_type_to_dict, is_input_type
from pulumi.runtime import invoke, mocks, rpc
from pulumi.runtime.config import get_config_env, get_config_secret_keys_env
from pulumi.runtime.settings import Settings, configure, get_monitor
from pulumi.runtime.stack import run_in_stack

__all__ = [
    "Settings",
    "config_texts",
    "configure",
    "input_type_to_dict",
    "is_input_type",
    "is_secret",
    "mocks",
    "monitor",
    "pass_configuration_to",
    "root_directory",
    "rpc",
    "run_in_stack",
    "secret_config_keys",
    "stack_outputs",
    "there_is_an_engine",
]

_READ_OUTPUTS = "pulumi:pulumi:readStackResourceOutputs"
"""The call by which the SDKs read the resources of a stack:
https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/runtime/invoke.ts (`listResourceOutputs`)"""


def there_is_an_engine() -> bool:
    """False in unit tests and while rendering: mocks only record, they ask no cluster and run no hook."""
    return not isinstance(get_monitor(), mocks.MockMonitor)


def monitor() -> object:
    """The connection to the engine; each run has its own."""
    return get_monitor()


def stack_outputs(name: str) -> Mapping[str, Any]:
    """The outputs of all resources in the state of a stack, by URN. Secrets are in plain text."""
    outputs: Mapping[str, Any] = invoke(_READ_OUTPUTS, {"stackName": name}).value["outputs"]
    return outputs


def config_texts() -> Mapping[str, str]:
    """The configuration as the engine hands it over: texts by `<project>:<key>`."""
    return get_config_env()


def secret_config_keys() -> set[str]:
    """The keys of the configuration that hold encrypted values."""
    return {*get_config_secret_keys_env()}


def is_secret(value: object) -> bool:
    """A recorded property is the envelope of a secret."""
    return isinstance(value, dict) and value.get(rpc._special_sig_key) == rpc._special_secret_sig  # noqa: SLF001


def root_directory() -> str:
    """The folder of `Pulumi.yaml`."""
    return pulumi.runtime.get_root_directory() or "."


def pass_configuration_to(configure: Callable[[Mapping[str, str], str], None]) -> None:
    """Make the policy packs of this process call `configure` with the configuration and the project of the stack. The
    engine sends both before the first resource, and the SDK of policies drops them.
    """
    from pulumi_policy import policy  # noqa: PLC0415  # only a policy pack has it

    class Servicer(policy._PolicyAnalyzerServicer):  # noqa: SLF001
        def ConfigureStack(self, request: Any, context: Any) -> Any:  # noqa: N802  # the name of the gRPC method
            configure(request.config, request.project)
            return super().ConfigureStack(request, context)

    policy._PolicyAnalyzerServicer = Servicer  # type: ignore[misc]  # noqa: SLF001
