"""A container: the app's own, or one beside it."""

from pulumi_kubernetes.core.v1 import (
    ConfigMapKeySelectorArgs,
    ContainerArgs,
    ContainerPortArgs,
    EnvVarArgs,
    EnvVarSourceArgs,
    SecretKeySelectorArgs,
    VolumeMountArgs,
)

from blocks.containers.env_from import env_from
from blocks.containers.probes import Probes, probes
from blocks.containers.resources import resources
from blocks.containers.security import STRICT, container_security
from blocks.containers.stop import drain
from blocks.network.peers import NO_VARIABLES, Variables
from blocks.network.ports import PORT_NAME, container_ports
from blocks.words.names import Names, real_key
from settings.containers.container import ContainerSettings
from settings.containers.probed import ProbedSettings
from settings.containers.sidecar import SidecarSettings
from settings.kinds.app import AppSettings
from settings.kinds.pod import PodSettings


def container(
    name: str,
    settings: ContainerSettings,
    *,
    config_maps: Names,
    secrets: Names,
    mounts: list[VolumeMountArgs],
    peers: Variables = NO_VARIABLES,
) -> ContainerArgs:
    """Hardened, limited, and probed when it listens; `peers` are the variables that tell their addresses."""
    return ContainerArgs(
        name=name,
        image=settings.image,
        image_pull_policy=settings.image_pull_policy,
        command=list(settings.command) or None,
        args=list(settings.args) or None,
        env=environment(settings, config_maps=config_maps, secrets=secrets, peers=peers) or None,
        env_from=env_from(settings, config_maps=config_maps, secrets=secrets) or None,
        ports=_ports(settings),
        restart_policy="Always" if isinstance(settings, SidecarSettings) else None,
        resources=resources(settings.resources),
        security_context=container_security(settings.relaxations if isinstance(settings, PodSettings) else STRICT),
        volume_mounts=mounts or None,
        lifecycle=drain(settings.stop) if isinstance(settings, AppSettings) else None,
        **_probes(settings),
    )


def _ports(settings: ContainerSettings) -> list[ContainerPortArgs] | None:
    if isinstance(settings, AppSettings):
        return container_ports(settings)
    if not isinstance(settings, ProbedSettings) or settings.port is None:
        return None
    return [ContainerPortArgs(name=_port_name(settings), container_port=settings.port)]


def _probes(settings: ContainerSettings) -> Probes:
    if not isinstance(settings, ProbedSettings):
        return Probes()
    return probes(settings.probes, settings.port, _port_name(settings))


def _port_name(settings: ContainerSettings) -> str | None:
    """Only the app's own port has a name: it may stand once in a pod, and Services look for it."""
    return None if isinstance(settings, SidecarSettings) else PORT_NAME


def environment(
    settings: ContainerSettings, *, config_maps: Names, secrets: Names, peers: Variables = NO_VARIABLES
) -> list[EnvVarArgs]:
    """The addresses of peers, values, keys of ConfigMaps and keys of Secrets, in that order; a secret's value never
    stands here itself. What the settings name wins over a peer, and its value may refer to one: `$(DB_HOST)`.
    """
    named = {*settings.env, *settings.config_env, *settings.secret_env}
    from_peers = [EnvVarArgs(name=name, value=value) for name, value in peers.items() if name not in named]
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
    return [*from_peers, *literal, *from_config, *from_secret]


def _config_map_key(reference: str, names: Names) -> ConfigMapKeySelectorArgs:
    name, key = real_key(reference, names)
    return ConfigMapKeySelectorArgs(name=name, key=key)


def _secret_key(reference: str, names: Names) -> SecretKeySelectorArgs:
    name, key = real_key(reference, names)
    return SecretKeySelectorArgs(name=name, key=key)
