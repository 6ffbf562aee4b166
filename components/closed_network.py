"""The network of a namespace that is closed but for what somebody declares."""

from collections.abc import Mapping
from typing import Any

from pulumi import Input, ResourceOptions
from pulumi_kubernetes.apiextensions import CustomResource
from pulumi_kubernetes.networking.v1 import NetworkPolicy, NetworkPolicySpecArgs

from slipway.blocks import cilium_policy, network_policy
from slipway.settings.connection import ClusterPodsSettings

from .base import Component, metadata, scoped

NAMESPACE_WIDE = "slipway."
"""What the names of policies begin with that are no app's: no app's name holds a dot."""


class ClosedNetwork(Component):
    """Nothing in and nothing out for every pod of the namespace, whoever made it, but questions to DNS.

    The pods of the namespace should wait for this component, so that none ever runs in an open network.
    """

    def __init__(
        self,
        scope: str,
        dns: ClusterPodsSettings,
        *,
        namespace: Input[str],
        own_labels: Mapping[str, str],
        opts: ResourceOptions | None = None,
    ) -> None:
        super().__init__(scoped(scope, "network"), opts)
        self._scope, self._namespace = scope, namespace
        self.policy(f"{NAMESPACE_WIDE}default-deny", network_policy.default_deny(), own_labels)
        self.policy(f"{NAMESPACE_WIDE}dns", network_policy.dns(dns), own_labels)

    def policy(self, name: str, spec: NetworkPolicySpecArgs, own_labels: Mapping[str, str]) -> None:
        """Register what is open beside that."""
        NetworkPolicy(
            scoped(self._scope, name),
            metadata=metadata(name, self._namespace, own_labels),
            spec=spec,
            opts=self.child(),
        )

    def cilium_policy(self, name: str, spec: dict[str, Any], own_labels: Mapping[str, str]) -> None:
        """Register what only Cilium understands."""
        CustomResource(
            scoped(self._scope, name),
            api_version=cilium_policy.API_VERSION,
            kind=cilium_policy.KIND,
            metadata=metadata(name, self._namespace, own_labels),
            spec=spec,
            opts=self.child(),
        )
