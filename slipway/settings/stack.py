"""A whole stack: what `Pulumi.<stack>.yaml` says under `slipway:`."""

from typing import Literal

from slipway.settings.base import Model
from slipway.settings.cluster import ClusterSettings
from slipway.settings.fields import DnsLabel, Reason
from slipway.settings.monitoring import MonitoringSettings
from slipway.settings.namespace import NamespaceSettings
from slipway.settings.policies import PoliciesSettings
from slipway.settings.secret_store import SecretStores

Environment = Literal["development", "production"]


class StackSettings(Model):
    """The configuration of one environment, without its secrets: those never leave Pulumi's Outputs."""

    environment: Environment
    """What the stack is for. `production` asks for more: see `slipway/checks/stack.py`. Required."""
    cluster: ClusterSettings = ClusterSettings()
    """Which cluster the stack belongs to."""
    namespaces: dict[DnsLabel, NamespaceSettings] = {}
    """The namespaces by name."""
    secret_stores: SecretStores = {}
    """Where secrets lie outside the cluster, by the name that `secrets` of a namespace refer to. Default: nowhere."""
    not_secret: dict[str, Reason] = {}
    """What looks like a secret in plain text and is none, by the path of the error, each with the reason."""
    monitoring: MonitoringSettings | None = None
    """The monitoring stack. Default: none."""
    policies: PoliciesSettings = PoliciesSettings()
    """The registries that the policies accept, and the exemptions from policies."""
