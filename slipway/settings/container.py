"""A container: its image, its configuration, its resources."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.fields import (
    DnsLabel,
    EnvName,
    EnvValue,
    ImageRef,
    KeyReference,
    ObjectName,
    Text,
    UniqueList,
    duplicates,
)
from slipway.settings.quantity import BytesRange, CpuRange, CpuResource, MemoryResource

Prefix = Annotated[
    str,
    Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", max_length=128),
    described_as("the beginning of a variable's name, of letters, digits and underscores", "DB_"),
]


class EnvSourceSettings(Model):
    """https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/#configure-all-key-value-pairs-in-a-configmap-as-container-environment-variables"""

    name: ObjectName
    """The ConfigMap or Secret of the namespace. Required."""
    prefix: Prefix | None = None
    """What each key is prefixed with, for example `DB_`. Default: the variable is called as the key."""


def _name_alone(value: Any) -> Any:
    """`db` is short for `{name: db}`."""
    return value if isinstance(value, dict | EnvSourceSettings) else {"name": value}


EnvSource = Annotated[EnvSourceSettings, BeforeValidator(_name_alone)]


class ResourcesSettings(Model):
    """Requests and limits; every container has both.

    The defaults are one small web process. https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
    """

    cpu: CpuResource = CpuRange(request="50m", limit="500m")
    """`request..limit`, or one amount for both. Default `50m..500m`."""
    memory: MemoryResource = BytesRange(request="128Mi", limit="128Mi")
    """`request..limit`, or one amount for both. Default `128Mi`: with equal figures memory is never overcommitted."""


ImagePullPolicy = Literal["Always", "IfNotPresent", "Never"]


class ContainerSettings(Model):
    """What any container can say. Nothing particular to an environment belongs in the image: it is said here."""

    image: ImageRef
    """What runs, with a version or a digest. Required."""
    image_pull_policy: ImagePullPolicy = "IfNotPresent"
    """Default `IfNotPresent`: a version never changes its content."""
    command: tuple[Text, ...] = ()
    """Replaces the image's entry point. Default: the image's own."""
    args: tuple[Text, ...] = ()
    """Replaces the image's arguments. Default: the image's own."""
    env: dict[EnvName, EnvValue] = {}
    """Environment variables with their values."""
    config_env: dict[EnvName, KeyReference] = {}
    """Environment variables from a ConfigMap of the namespace, as `name/key`."""
    secret_env: dict[EnvName, KeyReference] = {}
    """Environment variables from a Secret of the namespace, as `name/key`."""
    config_env_from: UniqueList[EnvSource] = ()
    """ConfigMaps of the namespace whose keys all become variables: names, or `{name: db, prefix: DB_}`. A later one
    wins over an earlier one, a Secret over a ConfigMap, and a variable that is named by itself (as above) over all."""
    secret_env_from: UniqueList[EnvSource] = ()
    """Secrets of the namespace whose keys all become variables, in the same way."""
    resources: ResourcesSettings = ResourcesSettings()
    """Requests and limits of cpu and memory."""

    @model_validator(mode="after")
    def _each_variable_once(self) -> "ContainerSettings":
        several = duplicates([*self.env, *self.config_env, *self.secret_env])
        if several:
            raise conflict(
                f"expected each variable in one of env, configEnv and secretEnv; {', '.join(several)} is in more"
            )
        return self


class InitContainerSettings(ContainerSettings):
    """https://kubernetes.io/docs/concepts/workloads/pods/init-containers/"""

    name: DnsLabel
    """What it is called in the pod. Required."""
