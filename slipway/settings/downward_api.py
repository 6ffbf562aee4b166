"""The downward API: fields of a pod and resources of a container, as variables and as files.

https://kubernetes.io/docs/concepts/workloads/pods/downward-api/
"""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.labels import LABEL_KEY

_OF_METADATA = rf"metadata\.(labels|annotations)\['{LABEL_KEY}'\]"

VariableField = Annotated[
    str,
    Field(
        pattern=r"^(metadata\.(name|namespace|uid)|spec\.(nodeName|serviceAccountName)|status\.(host|pod)IPs?"
        rf"|{_OF_METADATA})$"
    ),
    described_as(
        "one of metadata.name, metadata.namespace, metadata.uid, metadata.labels['key'], "
        "metadata.annotations['key'], spec.nodeName, spec.serviceAccountName, status.hostIP, status.hostIPs, "
        "status.podIP and status.podIPs",
        "status.hostIP",
    ),
]
"""A field of the pod that a variable can hold."""

FileField = Annotated[
    str,
    Field(pattern=rf"^(metadata\.(name|namespace|uid|labels|annotations)|{_OF_METADATA})$"),
    described_as(
        "one of metadata.name, metadata.namespace, metadata.uid, metadata.labels, metadata.annotations, "
        "metadata.labels['key'] and metadata.annotations['key']",
        "metadata.labels",
    ),
]
"""A field of the pod that a file can hold. The file of labels or annotations follows their changes."""

ResourceField = Annotated[
    str,
    Field(pattern=r"^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-[0-9]+[KMGTPE]i)$"),
    described_as("a limit or request of cpu, memory, ephemeral-storage or a size of hugepages", "limits.cpu"),
]

Divisor = Annotated[
    str,
    Field(pattern=r"^1(m|[kMGTPE]|[KMGTPE]i)?$"),
    described_as("1m or 1 for cpu; 1 or a unit such as 1Mi for the others", "1Mi"),
]


class ResourceFieldSettings(Model):
    """A request or limit of the container as a number. `limits.cpu` is short for `{resource: limits.cpu}`."""

    resource: ResourceField
    """The request or limit."""
    divisor: Divisor = "1"
    """The unit of the number, which is rounded up: `1Mi` gives a limit of `128Mi` as 128. Default: `1`, whole cores or
    bytes."""

    @model_validator(mode="after")
    def _unit_of_the_resource(self) -> "ResourceFieldSettings":
        of_cpu = self.resource.endswith(".cpu")
        if of_cpu and self.divisor not in ("1", "1m"):
            raise conflict(f"divisor: expected 1 or 1m for {self.resource}; got {self.divisor}")
        if not of_cpu and self.divisor == "1m":
            raise conflict(f"divisor: expected 1 or a unit such as 1Mi for {self.resource}; got 1m")
        return self


def _resource_alone(value: Any) -> Any:
    """`limits.cpu` is short for `{resource: limits.cpu}`."""
    return value if isinstance(value, dict | ResourceFieldSettings) else {"resource": value}


ResourceSource = Annotated[
    ResourceFieldSettings,
    BeforeValidator(_resource_alone, json_schema_input_type=ResourceField | ResourceFieldSettings),
]
