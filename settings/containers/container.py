"""A container: the image, its configuration and its limits."""

from typing import Literal

from pydantic import model_validator

from settings.containers.env_source import EnvSource
from settings.containers.resources import ResourcesSettings
from settings.words.model import Model
from settings.words.once import EachOnce
from settings.words.text import EnvValue, Text
from settings.words.twice import twice
from settings.words.vocabulary import EnvName, ImageRef, KeyReference, conflict

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
    config_env_from: EachOnce[EnvSource] = ()
    """ConfigMaps of the namespace whose keys all become variables: names, or `{name: db, prefix: DB_}`. A later one
    wins over an earlier one, a Secret over a ConfigMap, and a variable that is named by itself (as above) over all."""
    secret_env_from: EachOnce[EnvSource] = ()
    """Secrets of the namespace whose keys all become variables, in the same way."""
    resources: ResourcesSettings = ResourcesSettings()
    """Requests and limits of cpu and memory."""

    @model_validator(mode="after")
    def _each_variable_once(self) -> "ContainerSettings":
        several = twice([*self.env, *self.config_env, *self.secret_env])
        if several:
            raise conflict(
                f"expected each variable in one of env, configEnv and secretEnv; {', '.join(several)} is in more"
            )
        return self
