"""The disk of the node that a pod may use: its logs, what it writes beside its volumes, and its folders.

The kubelet evicts a pod that uses more than the sum of the limits of its containers. The folders count, whatever their
own limits are. https://kubernetes.io/docs/concepts/storage/ephemeral-storage/
"""

from decimal import Decimal

from slipway.settings.container import ContainerSettings
from slipway.settings.pod import PodSettings
from slipway.settings.quantity import BytesRange, bytes_text, parse_quantity
from slipway.settings.resources import ResourcesSettings
from slipway.settings.storage import SCRATCH_LIMIT

LOGS = "50Mi"
"""The logs of a container: a kubelet keeps five files of 10Mi, unless it is configured otherwise.
https://kubernetes.io/docs/concepts/cluster-administration/logging/#log-rotation
"""
OWN = "1Gi"
"""The default limit of a container without its folders: far above its logs, also where kubelets keep more of them. GKE
Autopilot has the same default. https://cloud.google.com/kubernetes-engine/docs/concepts/autopilot-resource-requests
"""


def folders(settings: PodSettings) -> dict[str, str]:
    """The size limits of the folders of the pod on the disk of the node, by path."""
    return {
        **dict.fromkeys(settings.writable_paths, SCRATCH_LIMIT),
        **{
            path: volume.empty_dir.size
            for path, volume in settings.volumes.items()
            if volume.empty_dir and volume.empty_dir.medium == "Disk"
        },
        **{folder: settings.download_limit(folder) for folder in settings.download_folders()},
    }


def node_disk(resources: ResourcesSettings) -> BytesRange:
    """The request and limit of a container beside the app's own."""
    return resources.ephemeral_storage or BytesRange(request=LOGS, limit=OWN)


def disk_of(container: ContainerSettings) -> BytesRange:
    """The request and limit of a container. That of the app has room for the folders of the pod."""
    if container.resources.ephemeral_storage or not isinstance(container, PodSettings):
        return node_disk(container.resources)
    return BytesRange(request=LOGS, limit=bytes_text(together(OWN, *folders(container).values())))


def together(*sizes: str) -> Decimal:
    """The sum of the sizes, in bytes."""
    return sum(map(parse_quantity, sizes), Decimal(0))
