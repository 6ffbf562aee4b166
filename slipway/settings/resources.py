"""Requests and limits of a container.

https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
"""

import re
from typing import Annotated

from pydantic import ConfigDict, Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.labels import LABEL_KEY
from slipway.settings.quantity import BytesRange, CpuRange, CpuResource, DiskResource, MemoryResource, parse_quantity

Amount = Annotated[
    str,
    Field(pattern=r"^[1-9][0-9]*([KMGTPE]i|[kMGTPE])?$", max_length=32),
    described_as("one amount, which is the request and the limit: a whole number, or a size for hugepages", 1),
]

_HUGEPAGES = re.compile(r"hugepages-([1-9][0-9]*[KMG]i)")
_EXTENDED = re.compile(rf"(?!requests\.)(?![^/]*kubernetes\.io/)(?=[^/]+/){LABEL_KEY}")
"""https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#extended-resources"""


class ResourcesSettings(Model):
    """Requests and limits of a container. The defaults fit one small web process.

    Any other resource has its name in Kubernetes and one amount: `nvidia.com/gpu: 1`, `hugepages-2Mi: 64Mi`.
    https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Amount]

    cpu: CpuResource = CpuRange(request="50m", limit="500m")
    """`request..limit`, or one amount for both. Default: `50m..500m`. `request..none` has no limit: an app then needs
    `relaxations.noCpuLimit`, and its namespace `limits: {cpu: 50m..none}`, or a LimitRange would set one."""
    memory: MemoryResource = BytesRange(request="128Mi", limit="128Mi")
    """`request..limit`, or one amount for both. Default: `128Mi`, where an equal limit never overcommits the node."""
    ephemeral_storage: DiskResource | None = Field(None, alias="ephemeral-storage")
    """The disk of the node for logs, for what the process writes beside its volumes, and for the folders of the pod
    (`writablePaths`, `emptyDir`, `downloads`). A pod above its limit is evicted. Default: `50Mi..1Gi`; the limit of the
    app's own container is 1Gi and the sizes of the folders. https://kubernetes.io/docs/concepts/storage/ephemeral-storage/"""

    def others(self) -> dict[str, str]:
        """The resources without a field of their own, by name."""
        return dict(self.model_extra or {})

    def requests(self) -> dict[str, str]:
        """The requests that are set, by the names of Kubernetes."""
        disk = {"ephemeral-storage": self.ephemeral_storage.request} if self.ephemeral_storage else {}
        return {"cpu": self.cpu.request, "memory": self.memory.request, **disk, **self.others()}

    def limits(self) -> dict[str, str]:
        """The limits that are set, by the names of Kubernetes. There may be none for cpu."""
        cpu = {"cpu": self.cpu.limit} if self.cpu.limit else {}
        disk = {"ephemeral-storage": self.ephemeral_storage.limit} if self.ephemeral_storage else {}
        return {**cpu, "memory": self.memory.limit, **disk, **self.others()}

    @model_validator(mode="after")
    def _resources_of_kubernetes(self) -> "ResourcesSettings":
        for name, amount in self.others().items():
            if pages := _HUGEPAGES.fullmatch(name):
                if parse_quantity(amount) % parse_quantity(pages[1]):
                    raise conflict(f"{name}: expected a multiple of {pages[1]}; got {amount}")
            elif not _EXTENDED.fullmatch(name):
                raise conflict(
                    f"{name}: unknown resource; expected cpu, memory, ephemeral-storage, hugepages-<size>, or a name "
                    "with a domain, for example nvidia.com/gpu"
                )
            elif not amount.isdecimal():
                raise conflict(f"{name}: expected a whole number; got {amount}")
        return self
