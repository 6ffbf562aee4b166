"""A container: its image, its configuration, its resources."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.fields import (
    DnsLabel,
    EnvName,
    ImageRef,
    KeyReference,
    ObjectName,
    Text,
    UniqueList,
    duplicates,
)
from slipway.settings.quantity import BytesRange, CpuRange, CpuResource, MemoryResource
from slipway.settings.variables import Circle, in_order

Prefix = Annotated[
    str,
    Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", max_length=128),
    described_as("a prefix of letters, digits and underscores", "DB_"),
]


class EnvSourceSettings(Model):
    """All keys of a ConfigMap or Secret as variables. Its name is short for `{name: ...}`.

    https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/#configure-all-key-value-pairs-in-a-configmap-as-container-environment-variables
    """

    name: ObjectName
    """The name of the ConfigMap or Secret."""
    prefix: Prefix | None = None
    """A prefix for the names of the variables, for example `DB_`. Default: no prefix."""


def _name_alone(value: Any) -> Any:
    """`db` is short for `{name: db}`."""
    return value if isinstance(value, dict | EnvSourceSettings) else {"name": value}


EnvSource = Annotated[EnvSourceSettings, BeforeValidator(_name_alone)]


class ResourcesSettings(Model):
    """Requests and limits of a container.

    The defaults fit one small web process.
    https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
    """

    cpu: CpuResource = CpuRange(request="50m", limit="500m")
    """`request..limit`, or one amount for both. Default: `50m..500m`. `request..none` has no limit: an app then needs
    `relaxations.noCpuLimit`, and its namespace `limits: {cpu: 50m..none}`, or a LimitRange would set one."""
    memory: MemoryResource = BytesRange(request="128Mi", limit="128Mi")
    """`request..limit`, or one amount for both. Default: `128Mi`, where an equal limit never overcommits the node."""


ImagePullPolicy = Literal["Always", "IfNotPresent", "Never"]


class ContainerSettings(Model):
    """The settings of every container. Configuration of one environment belongs here, not in the image."""

    image: ImageRef
    """The image, with a tag or a digest."""
    image_pull_policy: ImagePullPolicy = "IfNotPresent"
    """Pull the image on every start (`Always`), if it is missing (`IfNotPresent`), or never (`Never`)."""
    command: tuple[Text, ...] = ()
    """Replaces the entry point of the image. It may refer to variables, as `env` does. Default: the image's own."""
    args: tuple[Text, ...] = ()
    """Replaces the arguments of the image. They may refer to variables, as `env` does. Default: the image's own."""
    env: dict[EnvName, Text] = {}
    """Environment variables and their values. A value may refer to any other variable of the container, whatever its
    source: `amqp://$(MQ_USER):$(MQ_PASSWORD)@$(MQ_HOST)`. The text `$(NAME)` itself is written `$$(NAME)`."""
    config_env: dict[EnvName, KeyReference] = {}
    """Environment variables from a ConfigMap of the namespace, as `name/key`."""
    secret_env: dict[EnvName, KeyReference] = {}
    """Environment variables from a Secret of the namespace, as `name/key`."""
    config_env_from: UniqueList[EnvSource] = ()
    """ConfigMaps of the namespace whose keys all become variables: names, or `{name: db, prefix: DB_}`. Later ones
    override earlier ones, Secrets override ConfigMaps, and `env`, `configEnv` and `secretEnv` override all of them."""
    secret_env_from: UniqueList[EnvSource] = ()
    """Secrets of the namespace whose keys all become variables, like `configEnvFrom`."""
    resources: ResourcesSettings = ResourcesSettings()
    """Requests and limits of cpu and memory."""

    @model_validator(mode="after")
    def _each_variable_once(self) -> "ContainerSettings":
        several = duplicates([*self.env, *self.config_env, *self.secret_env])
        if several:
            raise conflict(
                f"expected each variable in only one of env, configEnv and secretEnv; duplicates: {', '.join(several)}"
            )
        return self

    @model_validator(mode="after")
    def _no_variable_refers_to_itself(self) -> "ContainerSettings":
        try:
            in_order(self.env, self.env)
        except Circle as circle:
            raise conflict(f"env: expected variables that do not refer to each other in a circle; {circle}") from None
        return self


class InitContainerSettings(ContainerSettings):
    """A container that runs to its end before the app starts.

    https://kubernetes.io/docs/concepts/workloads/pods/init-containers/
    """

    name: DnsLabel
    """The name of the container in the pod."""
