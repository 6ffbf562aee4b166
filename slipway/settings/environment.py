"""The environment variables of a container."""

from typing import Annotated, Any

from pydantic import BeforeValidator, model_validator

from slipway.settings.base import Model, conflict
from slipway.settings.downward_api import ResourceSource, VariableField
from slipway.settings.fields import EnvName, EnvPrefix, KeyReference, ObjectName, Text, UniqueList, duplicates
from slipway.settings.variables import Circle, in_order


class EnvSourceSettings(Model):
    """All keys of a ConfigMap or Secret as variables. Its name is short for `{name: ...}`.

    https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/#configure-all-key-value-pairs-in-a-configmap-as-container-environment-variables
    """

    name: ObjectName
    """The name of the ConfigMap or Secret."""
    prefix: EnvPrefix | None = None
    """A prefix for the names of the variables, for example `DB_`. Default: no prefix."""


def _name_alone(value: Any) -> Any:
    """`db` is short for `{name: db}`."""
    return value if isinstance(value, dict | EnvSourceSettings) else {"name": value}


EnvSource = Annotated[
    EnvSourceSettings, BeforeValidator(_name_alone, json_schema_input_type=ObjectName | EnvSourceSettings)
]


def _no_source(value: Any) -> Any:
    """Refuse `{field: status.hostIP}` and the `valueFrom` of Kubernetes, with the setting for it."""
    if isinstance(value, dict) and value:
        raise conflict(
            "expected text; a value from elsewhere has a setting of its own: fieldEnv: {NODE_IP: status.hostIP}, "
            "resourceEnv: {GOMAXPROCS: limits.cpu}, configEnv or secretEnv: {HOST: name/key}"
        )
    return value


class EnvironmentSettings(Model):
    """The variables of a container, by source."""

    env: dict[EnvName, Annotated[Text, BeforeValidator(_no_source)]] = {}
    """Environment variables and their values. A value may refer to any other variable of the container, whatever its
    source: `amqp://$(MQ_USER):$(MQ_PASSWORD)@$(MQ_HOST)`. The text `$(NAME)` itself is written `$$(NAME)`."""
    config_env: dict[EnvName, KeyReference] = {}
    """Environment variables from a ConfigMap of the namespace, as `name/key`."""
    secret_env: dict[EnvName, KeyReference] = {}
    """Environment variables from a Secret of the namespace, as `name/key`."""
    field_env: dict[EnvName, VariableField] = {}
    """Environment variables from a field of the pod: `{NODE_IP: status.hostIP, POD_NAME: metadata.name}`. A label or an
    annotation that the pod does not have is empty."""
    resource_env: dict[EnvName, ResourceSource] = {}
    """Environment variables from a request or limit of the container: `{GOMAXPROCS: limits.cpu}`, or with a unit
    `{LIMIT_MIB: {resource: limits.memory, divisor: 1Mi}}`. A limit that the container does not have is what the node
    has for pods. https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#fallback-information-for-resource-limits"""
    config_env_from: UniqueList[EnvSource] = ()
    """ConfigMaps of the namespace whose keys all become variables: names, or `{name: db, prefix: DB_}`. Later ones
    override earlier ones, Secrets override ConfigMaps, and single variables override all of them."""
    secret_env_from: UniqueList[EnvSource] = ()
    """Secrets of the namespace whose keys all become variables, like `configEnvFrom`."""

    def variables(self) -> list[str]:
        """The names of the single variables, of every source."""
        return [*self.env, *self.config_env, *self.secret_env, *self.field_env, *self.resource_env]

    @model_validator(mode="after")
    def _each_variable_once(self) -> "EnvironmentSettings":
        several = duplicates(self.variables())
        if several:
            raise conflict(
                "expected each variable in only one of env, configEnv, secretEnv, fieldEnv and resourceEnv; "
                f"duplicates: {', '.join(several)}"
            )
        return self

    @model_validator(mode="after")
    def _no_variable_refers_to_itself(self) -> "EnvironmentSettings":
        try:
            in_order(self.env, self.env)
        except Circle as circle:
            raise conflict(f"env: expected variables that do not refer to each other in a circle; {circle}") from None
        return self
