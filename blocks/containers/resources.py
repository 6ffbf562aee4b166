"""Requests and limits."""

from pulumi_kubernetes.core.v1 import ResourceRequirementsArgs

from settings.containers.resources import ResourcesSettings


def requests(settings: ResourcesSettings) -> dict[str, str]:
    """What the scheduler reserves."""
    return {"cpu": settings.cpu.request, "memory": settings.memory.request}


def limits(settings: ResourcesSettings) -> dict[str, str]:
    """What may not be exceeded."""
    return {"cpu": settings.cpu.limit, "memory": settings.memory.limit}


def resources(settings: ResourcesSettings) -> ResourceRequirementsArgs:
    """Both, for a container."""
    return ResourceRequirementsArgs(requests=requests(settings), limits=limits(settings))
