"""The containers of a pod that are not the app's own."""

from pulumi_kubernetes.core.v1 import ContainerArgs, LocalObjectReferenceArgs, VolumeMountArgs

from blocks.containers.container import container
from blocks.containers.downloads import download_container
from blocks.network.peers import NO_VARIABLES, Variables
from blocks.words.names import Names, real_name
from settings.containers.companions import CompanionsSettings


def companions(
    settings: CompanionsSettings,
    *,
    config_maps: Names,
    secrets: Names,
    mounts: list[VolumeMountArgs],
    peers: Variables = NO_VARIABLES,
) -> list[ContainerArgs]:
    """In the order in which they start: what fetches the downloads, the sidecars, the init containers."""
    named = {**settings.sidecars, **{each.name: each for each in settings.init_containers}}
    return [
        *([download_container(settings)] if settings.downloads else []),
        *(
            container(name, each, config_maps=config_maps, secrets=secrets, mounts=mounts, peers=peers)
            for name, each in named.items()
        ),
    ]


def pull_secrets(settings: CompanionsSettings, secrets: Names) -> list[LocalObjectReferenceArgs]:
    """What all images of the pod are pulled with."""
    return [LocalObjectReferenceArgs(name=real_name(name, secrets)) for name in settings.pull_secrets]
