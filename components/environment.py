"""A namespace and the rules that hold in it, whatever runs there."""

from functools import partial

from pulumi import ROOT_STACK_RESOURCE, Alias, Input, Output, ResourceOptions, RunError
from pulumi_kubernetes.core.v1 import LimitRange, Namespace
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs
from pydantic import TypeAdapter

from slipway.blocks import access, labels
from slipway.blocks.limit_range import limit_range
from slipway.blocks.security import namespace_annotations, namespace_labels
from slipway.checks.names import belongs_to_cluster
from slipway.checks.quota import defaults_above_maxima
from slipway.settings.fields import DnsLabel
from slipway.settings.namespace import ManagedNamespaceSettings

from .base import Component, scoped
from .default_account import default_account
from .resource_quota import resource_quota
from .team_role import team_role

ONCE_ALONE = Alias(parent=ROOT_STACK_RESOURCE)
"""Stacks that are older than this component hold its Namespace and LimitRange without a parent."""


class Environment(Component):
    """A Namespace with its level of Pod Security, a LimitRange, a default ServiceAccount without a token, and when
    asked a ResourceQuota and the rights of a team. Everything goes when the Namespace goes.

    `namespace` is its name, for what is made in it, once its bounds are in force. `protect_namespace` keeps Pulumi from
    deleting it with every volume in it. Raises `pulumi.RunError` for a namespace of the cluster's own, and for defaults
    that are above the maxima.
    """

    names = TypeAdapter(DnsLabel)

    def __init__(
        self,
        name: str,
        settings: ManagedNamespaceSettings,
        *,
        protect_namespace: bool = False,
        opts: ResourceOptions | None = None,
    ) -> None:
        if belongs_to_cluster(name):
            raise RunError(f"{name} belongs to the cluster; expected a namespace of one's own, for example shop")
        if problems := list(defaults_above_maxima(name, settings)):
            raise RunError("\n".join(map(str, problems)))
        super().__init__(name, opts)
        self.labels = labels.owned_by(settings.team)
        self.owner = Namespace(
            name,
            metadata=ObjectMetaArgs(
                name=self.name,
                labels={**self.labels, **namespace_labels(settings.pod_security_level())},
                annotations=namespace_annotations(settings.pod_security) or None,
            ),
            opts=self.child(aliases=[ONCE_ALONE], protect=protect_namespace),
        )
        self.limit_range = LimitRange(
            scoped(name, "defaults"),
            metadata=self._metadata("defaults"),
            spec=limit_range(settings.limits, settings.maxima),
            opts=self._content(aliases=[ONCE_ALONE]),
        )
        self.quota = resource_quota(name, settings.quota, metadata=self._metadata, opts=self._content())
        self.default_account = default_account(
            scoped(name, "default"), self.owner.metadata.name, self.labels, self._content()
        )
        grant = partial(team_role, name, metadata=self._metadata, opts=self._content())
        grant("viewer", access.viewer, settings.access.viewers)
        grant("deployer", access.deployer, settings.access.deployers)
        # An `up` that grows a volume and the quota for it would otherwise be refused now and then.
        bounds = [self.limit_range.metadata.name, *([self.quota.metadata.name] if self.quota else [])]
        self.namespace: Output[str] = Output.all(self.owner.metadata.name, *bounds).apply(lambda names: names[0])
        self.register_outputs({"namespace": self.namespace})

    def _metadata(self, name: Input[str]) -> ObjectMetaArgs:
        return ObjectMetaArgs(name=name, namespace=self.owner.metadata.name, labels=self.labels)

    def _content(self, **options: object) -> ResourceOptions:
        return self.child(deleted_with=self.owner, **options)
