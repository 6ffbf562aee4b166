"""Rights: of an app in the Kubernetes API and the cloud, and of people in a namespace.

https://kubernetes.io/docs/reference/access-authn-authz/rbac/
"""

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.fields import SUBDOMAIN, ObjectName, Reason, StrictBool, UniqueList
from slipway.settings.labels import Annotations

_MOUNTABLE = "kubernetes.io/enforce-mountable-secrets"
"""https://kubernetes.io/docs/reference/labels-annotations-taints/#enforce-mountable-secrets"""


class ServiceAccountSettings(Model):
    """The ServiceAccount of the pods.

    https://kubernetes.io/docs/concepts/security/service-accounts/
    """

    annotations: Annotations = {}
    """The cloud identity of the app: `eks.amazonaws.com/role-arn` (EKS), `iam.gke.io/gcp-service-account` (GKE, where
    the network to the metadata server is opened too), `azure.workload.identity/client-id` (AKS, where the pods get a
    label too)."""
    existing: ObjectName | None = None
    """A ServiceAccount of the namespace that is not part of this stack. Default: the app has its own."""

    @model_validator(mode="after")
    def _belongs_to_somebody(self) -> "ServiceAccountSettings":
        if self.existing == "default":
            raise conflict(
                "all pods that name no ServiceAccount share default and its rights; leave existing out, and the app "
                "gets its own"
            )
        if _MOUNTABLE in self.annotations:
            raise conflict(
                f"annotations.{_MOUNTABLE}: the API server would refuse the pods, because their Secrets are not listed "
                "in the account; leave it out (Kubernetes warns of it too)"
            )
        if self.existing and self.annotations:
            raise conflict(
                f"annotations are for the app's own ServiceAccount, and existing names {self.existing}; "
                "leave out annotations or existing"
            )
        return self


def _not_core(group: str) -> str:
    """Refuse `core`: the API has no group of that name, and a rule for it would grant nothing."""
    if group == "core":
        raise ValueError
    return group


ApiGroup = Annotated[
    str,
    Field(pattern=rf"^({SUBDOMAIN})?$", max_length=253),
    AfterValidator(_not_core),
    described_as('an API group without its version ("" for Pods, Services and Secrets)', "apps"),
]
ApiResource = Annotated[
    str,
    Field(pattern=r"^[a-z0-9]([-a-z0-9.]*[a-z0-9])?(/[a-z0-9]+)?$", max_length=253),
    described_as("a resource in lowercase plural, with an optional subresource and no wildcard", "pods/log"),
]
Verb = Annotated[
    str,
    Field(pattern=r"^[a-z]+$", max_length=63),
    described_as("a lowercase verb, no wildcard", "get"),
]
ApiName = Annotated[
    str,
    Field(pattern=r"^[^\s/*]+$", max_length=253),
    described_as("an object name, no wildcard", "my-lock"),
]

_NAMELESS = {"create", "deletecollection"}
"""Verbs for which the API server does not know the name of the object."""


class ApiRuleSettings(Model):
    """Verbs on resources. Wildcards are refused: they grant rights on future resources too."""

    api_groups: UniqueList[ApiGroup] = ("",)
    """The API groups of the resources, for example `apps`. `""` is the group of Pods, Services and ConfigMaps."""
    resources: UniqueList[ApiResource]
    """The resources, for example `endpoints`."""
    verbs: UniqueList[Verb]
    """The verbs, for example `get`, `list` and `watch`."""
    resource_names: UniqueList[ApiName] = ()
    """The names of the objects; ConfigMaps and Secrets of the stack by their names in the settings. Default: all
    objects."""

    def covers(self, resource: str) -> bool:
        """True if it grants something on a resource of the core group, for example `secrets`."""
        return "" in self.api_groups and resource in self.resources

    @model_validator(mode="after")
    def _grants_something(self) -> "ApiRuleSettings":
        for name, said in (("apiGroups", self.api_groups), ("resources", self.resources), ("verbs", self.verbs)):
            if not said:
                raise conflict(f"expected at least one item in {name}; without it the rule grants nothing")
        nameless = sorted(_NAMELESS & {*self.verbs})
        if self.resource_names and nameless:
            raise conflict(
                f"resourceNames cannot limit {' and '.join(nameless)}; use a separate rule without resourceNames"
            )
        return self


LeaderElection = Annotated[StrictBool | ObjectName, described_as("true, or the name of the lease", "web-lock")]


class ApiAccessSettings(Model):
    """A token of the Kubernetes API in the app's pods, and the rights of the app."""

    reason: Reason
    """The reason. It becomes an annotation of the ServiceAccount and of the roles."""
    rules: UniqueList[ApiRuleSettings] = ()
    """Rights in the app's namespace (a Role). Default: only the rights of every ServiceAccount."""
    cluster_rules: UniqueList[ApiRuleSettings] = ()
    """Rights in all namespaces and on cluster-scoped resources (a ClusterRole)."""
    leader_election: LeaderElection = False
    """The replicas elect a leader by a lease in the app's namespace, with the name of the app (`true`) or another one.
    They may read and change this lease, and create leases: Kubernetes cannot limit `create` to a name. Whoever writes
    events about it needs a rule for them. https://kubernetes.io/docs/concepts/architecture/leases/"""

    def namespace_rules(self, app: str) -> tuple[ApiRuleSettings, ...]:
        """The rules in the namespace of an app with this name."""
        if self.leader_election is False:
            return self.rules
        lease = app if self.leader_election is True else self.leader_election
        leases = {"api_groups": ("coordination.k8s.io",), "resources": ("leases",)}
        return (
            *self.rules,
            ApiRuleSettings(**leases, verbs=("get", "update", "patch"), resource_names=(lease,)),
            ApiRuleSettings(**leases, verbs=("create",)),
        )

    @property
    def grants_rights(self) -> bool:
        """True if there is a Role or a ClusterRole."""
        return bool(self.rules or self.cluster_rules or self.leader_election)


def _not_of_the_cluster(group: str) -> str:
    """Refuse `system:` groups: `system:authenticated` is everybody, the others belong to the cluster."""
    if group.startswith("system:") or not group.isprintable():
        raise ValueError
    return group


Group = Annotated[
    str,
    Field(pattern=r"^\S(.*\S)?$", max_length=253),
    AfterValidator(_not_of_the_cluster),
    described_as("a group name of the cluster's identity provider, without the prefix `system:`", "oidc:storefront"),
]


class AccessSettings(Model):
    """Groups of people with access to the namespace. docs/namespaces.md lists their rights."""

    viewers: UniqueList[Group] = ()
    """Groups that may read the workloads, their pods, logs and events, but no Secrets, and may not enter pods."""
    deployers: UniqueList[Group] = ()
    """Groups that may also deploy apps, but write no Secrets, no Roles, and no quotas, limits or policies of the
    namespace."""
