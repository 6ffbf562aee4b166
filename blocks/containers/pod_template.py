"""The pods of an app."""

from collections.abc import Iterable, Mapping

from pulumi import Input
from pulumi_kubernetes.core.v1 import PodSpecArgs, PodTemplateSpecArgs
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs

from blocks.containers.companions import companions, pull_secrets
from blocks.containers.container import container
from blocks.containers.downloads import download_volumes
from blocks.containers.key_files import key_file_volumes
from blocks.containers.security import host_access, pod_annotations, pod_security
from blocks.network.peers import NO_VARIABLES, Variables
from blocks.placement.placement import placement
from blocks.security.identity import reason
from blocks.storage.pod_volumes import pod_volumes, read_only, writable
from blocks.storage.volumes import file_volumes, mounts, scratch_volumes
from blocks.words.names import Names
from settings.kinds.pod import PodSettings


def pod_template(
    name: str,
    settings: PodSettings,
    *,
    labels: Mapping[str, str],
    service_account: Input[str],
    config_maps: Names,
    secrets: Names,
    files: Mapping[str, Input[str]],
    peers: Variables = NO_VARIABLES,
    claimed: Iterable[str] = (),
    restart_policy: str | None = None,
    revision_label: str | None = None,
) -> PodTemplateSpecArgs:
    """Hardened containers, with a token of the API if the settings say why; `files` maps a folder to its ConfigMap."""
    mounted = mounts(
        writable=[*settings.writable_paths, *claimed, *writable(settings.volumes)],
        read_only=[*files, *read_only(settings.volumes), *settings.key_file_folders(), *settings.download_folders()],
    )
    beside = companions(settings, config_maps=config_maps, secrets=secrets, mounts=mounted, peers=peers)
    volumes = [
        *scratch_volumes(settings.writable_paths),
        *file_volumes(files),
        *pod_volumes(name, settings.volumes, config_maps=config_maps, secrets=secrets),
        *key_file_volumes(settings, config_maps=config_maps, secrets=secrets),
        *download_volumes(settings),
    ]
    return PodTemplateSpecArgs(
        metadata=ObjectMetaArgs(
            labels=labels,
            annotations={**pod_annotations(settings.relaxations), **reason(settings.api_access)} or None,
        ),
        spec=PodSpecArgs(
            service_account_name=service_account,
            automount_service_account_token=settings.api_access is not None,
            enable_service_links=False,
            restart_policy=restart_policy,
            termination_grace_period_seconds=settings.stop.grace_seconds(),
            **placement(name, settings.placement, revision_label),
            security_context=pod_security(settings.run_as_user, settings.relaxations),
            **host_access(settings.relaxations),
            image_pull_secrets=pull_secrets(settings, secrets) or None,
            init_containers=beside or None,
            containers=[
                container(name, settings, config_maps=config_maps, secrets=secrets, mounts=mounted, peers=peers)
            ],
            volumes=volumes or None,
        ),
    )
