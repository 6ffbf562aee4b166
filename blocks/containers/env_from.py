"""Whole ConfigMaps and Secrets as environment variables."""

from pulumi_kubernetes.core.v1 import ConfigMapEnvSourceArgs, EnvFromSourceArgs, SecretEnvSourceArgs

from blocks.words.names import Names, real_name
from settings.containers.container import ContainerSettings


def env_from(settings: ContainerSettings, *, config_maps: Names, secrets: Names) -> list[EnvFromSourceArgs]:
    """ConfigMaps, then Secrets: what comes later wins."""
    from_config = [
        EnvFromSourceArgs(
            config_map_ref=ConfigMapEnvSourceArgs(name=real_name(source.name, config_maps)), prefix=source.prefix
        )
        for source in settings.config_env_from
    ]
    from_secret = [
        EnvFromSourceArgs(secret_ref=SecretEnvSourceArgs(name=real_name(source.name, secrets)), prefix=source.prefix)
        for source in settings.secret_env_from
    ]
    return [*from_config, *from_secret]
