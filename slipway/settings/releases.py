"""Helm charts in a namespace of the stack, beside its apps.

https://helm.sh/docs/intro/using_helm/
"""

from typing import Annotated, Literal

from pydantic import Field, JsonValue, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.connection import ClusterPodsSettings, Connection
from slipway.settings.fields import Cidr, Port, Reason, Seconds, UniqueList
from slipway.settings.labels import LabelKey, LabelValue
from slipway.settings.patches import inexact

INSTANCE = "app.kubernetes.io/instance"
"""The label with the name of the release, which charts give to their pods:
https://helm.sh/docs/chart_best_practices/labels/"""
OCI, HERE = "oci://", "./"

Place = Literal["registry", "project", "repository"]

ChartAddress = Annotated[
    str,
    Field(
        pattern=r"^(oci://[a-z0-9][-.a-z0-9]*(:[0-9]+)?(/[-._a-z0-9]+)+|(\./)[-_a-zA-Z0-9]+([/.][-_a-zA-Z0-9]+)*"
        r"|[a-z0-9]([-a-z0-9]*[a-z0-9])?)$",
        max_length=512,
    ),
    described_as(
        "an address in a registry (oci://), a folder of the project (./), or a name in `repository`",
        "oci://registry.example.com/charts/redis",
    ),
]

ExactVersion = Annotated[
    str,
    Field(pattern=r"^v?[0-9]+\.[0-9]+\.[0-9]+([-+][0-9A-Za-z.+-]+)?$", max_length=100),
    described_as("an exact version", "1.2.3"),
]

RepositoryUrl = Annotated[
    str,
    Field(pattern=r"^https://[^\s@/?#]+(/[^\s@?#]*)?$", max_length=512),
    described_as("the https address of a chart repository, without credentials", "https://charts.example.com"),
]


class ChartCallerSettings(Model):
    """Who may call the pods of a chart, beside the apps of its namespace: exactly one of `pods` and `cidr`."""

    pods: ClusterPodsSettings | None = None
    """Pods of another namespace, of this stack or not: `{namespace: traefik}`."""
    cidr: Cidr | None = None
    """A CIDR block. What is outside has to reach the pods by a Service or an Ingress of the chart."""
    ports: UniqueList[Port]
    """The ports of the pods that may be called."""

    @model_validator(mode="after")
    def _one_of_two(self) -> "ChartCallerSettings":
        if (self.pods is None) == (self.cidr is None):
            raise conflict(
                "expected exactly one of pods and cidr, for example {pods: {namespace: traefik}, ports: [80]}"
            )
        return self


class ChartSettings(Model):
    """A release of a Helm chart, with the name that it has in `charts`."""

    chart: ChartAddress
    """Where the chart is."""
    repository: RepositoryUrl | None = None
    """The repository of a chart that is given by its name. Default: none, for `oci://` and `./`."""
    version: ExactVersion | None = None
    """The version of the chart. Required, except for a chart in the folder of the project."""
    values: dict[str, JsonValue] = {}
    """The values of the chart. `$(secret:NAME)` and `$(configMap:NAME)` stand for the real names of Secrets and
    ConfigMaps. A release holds its values in plain text, so a secret in them is refused."""
    pod_labels: dict[LabelKey, LabelValue] = {}
    """Labels that all its pods have, for the network policies. Default: `app.kubernetes.io/instance` with the name of
    the release, as most charts set it."""
    connects_to: tuple[Connection, ...] = ()
    """What its pods may reach, like `connectsTo` of an app, without the variables. Its pods reach one another on every
    port. Default: DNS only."""
    accepts_from: UniqueList[ChartCallerSettings] = ()
    """Who may call its pods, beside one another. Apps of its namespace only name them in their own `connectsTo`:
    `{pods: {namespace: shop, labels: {app.kubernetes.io/instance: redis}}, port: 6379}`."""
    api_server: Reason | None = None
    """The reason why its pods call the Kubernetes API, for example those of an operator. It opens their network to the
    API server; the chart itself makes their rights. Default: closed."""
    crds: Reason | None = None
    """The reason why the chart may install the CustomResourceDefinitions in its folder `crds`. They are for the whole
    cluster, and stay there. Default: they are left out."""
    timeout_seconds: Seconds = 600
    """How long `up` waits until its pods are ready. A release that is not ready by then is rolled back."""

    @property
    def place(self) -> Place:
        """Where Helm finds the chart."""
        if self.chart.startswith(OCI):
            return "registry"
        return "project" if self.chart.startswith(HERE) else "repository"

    def labels_of_pods(self, name: str) -> dict[str, str]:
        """The labels by which its pods are found, given the name of the release."""
        return dict(self.pod_labels) or {INSTANCE: name}

    @model_validator(mode="after")
    def _is_found(self) -> "ChartSettings":
        if self.place == "repository" and not self.repository:
            raise conflict("expected repository too, for example https://charts.example.com, or chart: oci://...")
        if self.place != "repository" and self.repository:
            raise conflict(f"{self.chart} is complete; leave repository out, or give the name of the chart alone")
        if self.place != "project" and not self.version:
            raise conflict("expected version too, an exact one, for example version: 1.2.3")
        if self.place == "project" and self.version:
            raise conflict("a chart in the folder of the project has its version in Chart.yaml; leave version out")
        return self

    @model_validator(mode="after")
    def _keeps_its_numbers(self) -> "ChartSettings":
        for message in inexact(self.values):
            raise conflict(message)
        return self
