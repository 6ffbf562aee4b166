"""A whole stack: the values of `Pulumi.<stack>.yaml` under `slipway:`."""

from typing import Literal

from slipway.settings.base import Model
from slipway.settings.cluster import ClusterSettings
from slipway.settings.fields import DnsLabel, Reason, UniqueList
from slipway.settings.metadata import OwnAnnotations, OwnLabels
from slipway.settings.monitoring import MonitoringSettings
from slipway.settings.namespace import NamespaceSettings
from slipway.settings.paths import RepositoryPath
from slipway.settings.policies import PoliciesSettings
from slipway.settings.secret_store import SecretStores

Environment = Literal["development", "production"]


class StackSettings(Model):
    """The configuration of one environment. It has no secrets: their values stay in Outputs of Pulumi."""

    environment: Environment
    """development or production. Production has more checks, mandatory policies and protected data."""
    labels: OwnLabels = {}
    """Labels of every object of the stack, the pods too: `{cost-center: "4711"}`. A change rolls all pods and runs all
    tasks again. The objects that charts make do not have them. Default: none."""
    annotations: OwnAnnotations = {}
    """Annotations of every object of the stack, as `labels`. Default: none."""
    cluster: ClusterSettings = ClusterSettings()
    """The cluster of the stack."""
    namespaces: dict[DnsLabel, NamespaceSettings] = {}
    """The namespaces by name."""
    secret_stores: SecretStores = {}
    """Stores of secrets outside the cluster, by the name that `secrets` of a namespace refer to. Default: none."""
    definitions: UniqueList[RepositoryPath] = ()
    """Files and folders of the repository with CustomResourceDefinitions. `objects` of these kinds are checked by them.
    https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/ Default: none."""
    not_secret: dict[str, Reason] = {}
    """Values that look like secrets and are none: the path of the error, and the reason."""
    monitoring: MonitoringSettings | None = None
    """The monitoring stack. Default: none."""
    policies: PoliciesSettings = PoliciesSettings()
    """The registries that the policies accept, and the exemptions from policies."""
