"""A container of a pod: that of the app, a sidecar or an init container."""

from pulumi_kubernetes.core.v1 import (
    ContainerArgs,
    ContainerPortArgs,
    LifecycleArgs,
    ResourceRequirementsArgs,
    VolumeMountArgs,
)

from slipway.blocks.environment import NOTHING_GIVEN, env_from, environment
from slipway.blocks.lifecycle import lifecycle
from slipway.blocks.peers import NO_VARIABLES, Variables
from slipway.blocks.probes import Probes, probes
from slipway.blocks.references import ObjectNames
from slipway.blocks.security import STRICT, container_security
from slipway.blocks.service import container_port, container_ports
from slipway.settings.container import ContainerSettings
from slipway.settings.environment import EnvironmentSettings
from slipway.settings.node_disk import disk_of
from slipway.settings.pod import DrainedStopSettings, PodSettings
from slipway.settings.probes import ProbedSettings, SidecarSettings
from slipway.settings.quantity import BytesRange
from slipway.settings.resources import ResourcesSettings
from slipway.settings.served import ServedSettings
from slipway.settings.workloads import ProcessSettings


def resources(settings: ResourcesSettings, disk: BytesRange) -> ResourceRequirementsArgs:
    """The requests and limits of a container."""
    return ResourceRequirementsArgs(
        requests={**settings.requests(), "ephemeral-storage": disk.request},
        limits={**settings.limits(), "ephemeral-storage": disk.limit},
    )


def container(
    name: str,
    settings: ContainerSettings,
    *,
    config_maps: ObjectNames,
    secrets: ObjectNames,
    mounts: list[VolumeMountArgs],
    peers: Variables = NO_VARIABLES,
    given: EnvironmentSettings = NOTHING_GIVEN,
) -> ContainerArgs:
    """A hardened container with limits, and with probes if it listens. `peers` are variables with addresses of
    peers, `given` are others that the settings override.
    """
    return ContainerArgs(
        name=name,
        image=settings.image,
        image_pull_policy=settings.image_pull_policy,
        command=list(settings.command) or None,
        args=list(settings.args) or None,
        working_dir=settings.working_dir,
        env=environment(settings, config_maps=config_maps, secrets=secrets, peers=peers, given=given) or None,
        env_from=env_from(settings, config_maps=config_maps, secrets=secrets) or None,
        ports=_ports(settings),
        restart_policy="Always" if isinstance(settings, SidecarSettings) else None,
        resources=resources(settings.resources, disk_of(settings)),
        security_context=container_security(settings.relaxations if isinstance(settings, PodSettings) else STRICT),
        volume_mounts=mounts or None,
        termination_message_path=settings.termination_message_path,
        termination_message_policy=settings.termination_message_policy,
        lifecycle=_lifecycle(settings),
        **_probes(settings),
    )


def _ports(settings: ContainerSettings) -> list[ContainerPortArgs] | None:
    if isinstance(settings, ServedSettings) and settings.port:
        return container_ports(settings)
    if isinstance(settings, SidecarSettings) and settings.port:
        return [ContainerPortArgs(container_port=settings.port)]
    return [container_port(settings.port)] if isinstance(settings, ProcessSettings) and settings.port else None


def _lifecycle(settings: ContainerSettings) -> LifecycleArgs | None:
    if not isinstance(settings, ProbedSettings):
        return None
    stop = settings.stop if isinstance(settings, PodSettings) else None
    drain = stop.drain_seconds if isinstance(stop, DrainedStopSettings) else 0
    return lifecycle(settings.lifecycle, drain=drain, port=settings.probed_port(), port_name=_port_name(settings))


def _probes(settings: ContainerSettings) -> Probes:
    if not isinstance(settings, ProbedSettings):
        return Probes()
    return probes(settings.probes, settings.probed_port(), _port_name(settings))


def _port_name(settings: ContainerSettings) -> str | None:
    """The port name, which only the container of the app has: Services refer to it, and it must be unique in a pod."""
    return settings.port.name if isinstance(settings, ProcessSettings) and settings.port else None
