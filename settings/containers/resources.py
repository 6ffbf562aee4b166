"""How much cpu and memory a container may use."""

from settings.words.model import Model
from settings.words.quantity import BytesRange, CpuRange, CpuResource, MemoryResource


class ResourcesSettings(Model):
    """Requests and limits; every container has both.

    The defaults are one small web process. https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
    """

    cpu: CpuResource = CpuRange(request="50m", limit="500m")
    """`request..limit`, or one amount for both. Default `50m..500m`."""
    memory: MemoryResource = BytesRange(request="128Mi", limit="128Mi")
    """`request..limit`, or one amount for both. Default `128Mi`: with equal figures memory is never overcommitted."""
