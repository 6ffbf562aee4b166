"""The figures that an autoscaler follows, and what it aims at."""

from typing import Annotated

from pydantic import Field, model_validator

from settings.words.model import Model
from settings.words.quantity import Bytes, Cpu, Quantity
from settings.words.vocabulary import DnsLabel, LabelName, LabelValue, conflict, expecting

Utilization = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,3}%$")]
"""A percentage of what the pods request; more than 100 is possible where the limit is above the request."""

CpuTarget = Annotated[Utilization | Cpu, expecting("a percentage of the requested cpu, or an amount", "70%")]
MemoryTarget = Annotated[Utilization | Bytes, expecting("a percentage of the requested memory, or an amount", "80%")]

MetricName = Annotated[
    str,
    Field(pattern=r"^[a-zA-Z0-9_:][-a-zA-Z0-9_.:|]*$", max_length=253),
    expecting("the name of a metric", "http_requests_per_second"),
]


class MetricSettings(Model):
    """A metric by its name, and by labels where the name is not enough."""

    metric: MetricName
    """The name under which the metrics API knows it. Required."""
    selector: dict[LabelName, LabelValue] = {}
    """Labels of the metric. Default: the name is enough."""


class PodsMetricSettings(MetricSettings):
    """A figure of every pod of the app (metrics API `custom.metrics.k8s.io`)."""

    average_value: Quantity
    """What it should be on average. Required."""


class _ValueSettings(MetricSettings):
    value: Quantity | None = None
    """What it should be as a whole."""
    average_value: Quantity | None = None
    """What it should be, divided by the number of pods."""

    @model_validator(mode="after")
    def _one_target(self) -> "_ValueSettings":
        if (self.value is None) == (self.average_value is None):
            raise conflict("expected either value or averageValue")
        return self


class DescribedObjectSettings(Model):
    """An object of the app's namespace."""

    api_version: Annotated[
        str,
        Field(pattern=r"^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?v[a-z0-9]+$", max_length=253),
        expecting("an API group and version", "networking.k8s.io/v1"),
    ]
    """The group and version of its kind. Required."""
    kind: Annotated[str, Field(pattern=r"^[A-Z][a-zA-Z0-9]*$", max_length=63), expecting("a kind of object", "Ingress")]
    """Its kind. Required."""
    name: DnsLabel
    """Its name. Required."""


class ObjectMetricSettings(_ValueSettings):
    """A figure of one object (metrics API `custom.metrics.k8s.io`)."""

    described_object: DescribedObjectSettings
    """Which object. Required."""


class ExternalMetricSettings(_ValueSettings):
    """A figure of something outside the cluster (metrics API `external.metrics.k8s.io`)."""
