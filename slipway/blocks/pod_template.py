"""The pod template of an app."""

from collections.abc import Iterable, Mapping

from pulumi import Input
from pulumi_kubernetes.core.v1 import (
    ContainerArgs,
    LocalObjectReferenceArgs,
    PodSpecArgs,
    PodTemplateSpecArgs,
    VolumeMountArgs,
)
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs

from slipway.blocks.container import container
from slipway.blocks.downloads import download_container, download_volumes
from slipway.blocks.environment import NOTHING_GIVEN
from slipway.blocks.files import file_volumes, key_file_volumes, mounted_folders
from slipway.blocks.host_names import host_names
from slipway.blocks.identity import reason
from slipway.blocks.peers import NO_VARIABLES, Variables
from slipway.blocks.placement import placement
from slipway.blocks.references import ObjectNames, real_name, real_texts
from slipway.blocks.security import host_access, pod_annotations, pod_security
from slipway.blocks.volumes import mounts, pod_volumes, read_only, scratch_volumes, writable
from slipway.settings.environment import EnvironmentSettings
from slipway.settings.pod import PodContainersSettings, PodSettings
from slipway.topology.labels import Marks


def init_containers(
    settings: PodContainersSettings,
    *,
    config_maps: ObjectNames,
    secrets: ObjectNames,
    mounts: list[VolumeMountArgs],
    peers: Variables = NO_VARIABLES,
) -> list[ContainerArgs]:
    """All other containers in the order of their start: downloads, sidecars, init containers."""
    named = {**settings.sidecars, **{each.name: each for each in settings.init_containers}}
    return [
        *([download_container(settings)] if settings.downloads else []),
        *(
            container(name, each, config_maps=config_maps, secrets=secrets, mounts=mounts, peers=peers)
            for name, each in named.items()
        ),
    ]


def pull_secrets(settings: PodContainersSettings, secrets: ObjectNames) -> list[LocalObjectReferenceArgs]:
    """The pull secrets of the pod."""
    return [LocalObjectReferenceArgs(name=real_name(name, secrets)) for name in settings.pull_secrets]


def pod_template(
    name: str,
    settings: PodSettings,
    *,
    marks: Marks,
    service_account: Input[str],
    config_maps: ObjectNames,
    secrets: ObjectNames,
    files: Mapping[str, Input[str]],
    peers: Variables = NO_VARIABLES,
    telemetry: EnvironmentSettings = NOTHING_GIVEN,
    claimed: Iterable[str] = (),
    restart_policy: str | None = None,
    revision_label: str | None = None,
) -> PodTemplateSpecArgs:
    """A hardened pod template, with an API token only if `apiAccess` is set. `files`: the ConfigMap of each folder.
    `telemetry`: variables of the main container that the settings override.
    """
    of_content = mounted_folders(settings.content_files(), settings.image_folders)
    of_keys = mounted_folders(settings.key_files(), settings.image_folders)
    mounted = [
        *mounts(writable=[*settings.writable_paths, *claimed, *writable(settings.volumes)]),
        *(mount for each in of_content for mount in each.mounts()),
        *mounts(read_only=read_only(settings.volumes)),
        *(mount for each in of_keys for mount in each.mounts()),
        *mounts(read_only=settings.download_folders()),
    ]
    beside = init_containers(settings, config_maps=config_maps, secrets=secrets, mounts=mounted, peers=peers)
    volumes = [
        *scratch_volumes(settings.writable_paths),
        *file_volumes(of_content, files),
        *pod_volumes(name, settings.volumes, config_maps=config_maps, secrets=secrets),
        *key_file_volumes(settings, config_maps=config_maps, secrets=secrets),
        *download_volumes(settings),
    ]
    return PodTemplateSpecArgs(
        metadata=ObjectMetaArgs(
            labels={**marks.labels, **settings.pod_labels},
            annotations={
                **marks.annotations,
                **real_texts(settings.pod_annotations, config_maps=config_maps, secrets=secrets),
                **pod_annotations(settings.relaxations),
                **reason(settings.api_access),
            }
            or None,
        ),
        spec=PodSpecArgs(
            service_account_name=service_account,
            automount_service_account_token=settings.api_access is not None,
            enable_service_links=False,
            restart_policy=restart_policy,
            termination_grace_period_seconds=settings.grace_seconds(),
            **placement(name, settings.placement, revision_label),
            runtime_class_name=settings.runtime_class_name,
            security_context=pod_security(settings, settings.relaxations),
            **host_access(settings.relaxations),
            **host_names(name, settings, host_network=settings.relaxations.host_network is not None),
            image_pull_secrets=pull_secrets(settings, secrets) or None,
            init_containers=beside or None,
            containers=[
                container(
                    name,
                    settings,
                    config_maps=config_maps,
                    secrets=secrets,
                    mounts=mounted,
                    peers=peers,
                    given=telemetry,
                )
            ],
            volumes=volumes or None,
        ),
    )
