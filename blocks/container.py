"""The container of an app."""

from collections.abc import Mapping

from pulumi import Input
from pulumi_kubernetes.core.v1 import (
    ConfigMapKeySelectorArgs,
    ContainerArgs,
    ContainerPortArgs,
    EnvVarArgs,
    EnvVarSourceArgs,
    SecretKeySelectorArgs,
    VolumeMountArgs,
)

from blocks.ports import PORT_NAME
from blocks.probes import Probes, probes
from blocks.resources import resources
from blocks.security import STRICT, container_security
from blocks.stop import drain
from settings.app import AppSettings
from settings.container import ContainerSettings
from settings.pod import PodSettings

Names = Mapping[str, Input[str]]
"""What an object that settings refer to is really called; one that is missing here is called as it is referred to."""


def container(
    name: str, settings: ContainerSettings, *, config_maps: Names, secrets: Names, mounts: list[VolumeMountArgs]
) -> ContainerArgs:
    """Hardened, limited, and probed when it listens."""
    app = settings if isinstance(settings, AppSettings) else None
    return ContainerArgs(
        name=name,
        image=settings.image,
        image_pull_policy=settings.image_pull_policy,
        command=list(settings.command) or None,
        args=list(settings.args) or None,
        env=environment(settings, config_maps=config_maps, secrets=secrets) or None,
        ports=[ContainerPortArgs(name=PORT_NAME, container_port=app.port)] if app else None,
        resources=resources(settings.resources),
        security_context=container_security(settings.relaxations if isinstance(settings, PodSettings) else STRICT),
        volume_mounts=mounts or None,
        lifecycle=drain(app.stop) if app else None,
        **(probes(app.probes) if app else Probes()),
    )


def environment(settings: ContainerSettings, *, config_maps: Names, secrets: Names) -> list[EnvVarArgs]:
    """Values, keys of ConfigMaps and keys of Secrets, in that order; a secret's value never stands here itself."""
    literal = [EnvVarArgs(name=name, value=value) for name, value in settings.env.items()]
    from_config = [
        EnvVarArgs(
            name=name,
            value_from=EnvVarSourceArgs(config_map_key_ref=_config_map_key(reference, config_maps)),
        )
        for name, reference in settings.config_env.items()
    ]
    from_secret = [
        EnvVarArgs(
            name=name,
            value_from=EnvVarSourceArgs(secret_key_ref=_secret_key(reference, secrets)),
        )
        for name, reference in settings.secret_env.items()
    ]
    return [*literal, *from_config, *from_secret]


def _config_map_key(reference: str, names: Names) -> ConfigMapKeySelectorArgs:
    name, _, key = reference.partition("/")
    return ConfigMapKeySelectorArgs(name=names.get(name, name), key=key)


def _secret_key(reference: str, names: Names) -> SecretKeySelectorArgs:
    name, _, key = reference.partition("/")
    return SecretKeySelectorArgs(name=names.get(name, name), key=key)
