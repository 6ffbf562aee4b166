"""What the containers of one pod ask for together.

https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
"""

from collections.abc import Iterable

from settings.containers.companions import CompanionsSettings
from settings.containers.download import DOWNLOAD_RESOURCES
from settings.containers.resources import ResourcesSettings
from settings.words.amounts import CPU_LIMITS, CPU_REQUESTS, MEMORY_LIMITS, MEMORY_REQUESTS, Amounts, highest, total
from settings.words.quantity import magnitude


def pod_demand(settings: CompanionsSettings) -> Amounts:
    """Everything that runs at the same time, at the moment when that is most."""
    sidecars = [container_demand(each.resources) for each in settings.sidecars.values()]
    fetching = [container_demand(DOWNLOAD_RESOURCES)] if settings.downloads else []
    init = [container_demand(each.resources) for each in settings.init_containers]
    return together(container_demand(settings.resources), sidecars, before=fetching, after=init)


def container_demand(resources: ResourcesSettings) -> Amounts:
    """Of one container."""
    return {
        CPU_REQUESTS: magnitude(resources.cpu.request),
        CPU_LIMITS: magnitude(resources.cpu.limit),
        MEMORY_REQUESTS: magnitude(resources.memory.request),
        MEMORY_LIMITS: magnitude(resources.memory.limit),
    }


def together(
    own: Amounts, sidecars: Iterable[Amounts], *, before: Iterable[Amounts], after: Iterable[Amounts]
) -> Amounts:
    """The app's container and the sidecars run together; an init container runs alone (`before` the sidecars start) or
    beside them (`after`).
    """
    beside = total(sidecars)
    return highest([total([own, beside]), *before, *(total([each, beside]) for each in after)])
