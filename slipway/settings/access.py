"""Rights: of an app to the Kubernetes API and the cloud, and of people to a namespace.

https://kubernetes.io/docs/reference/access-authn-authz/rbac/
"""

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.fields import SUBDOMAIN, ObjectName, Reason, UniqueList
from slipway.settings.labels import Annotations


class ServiceAccountSettings(Model):
    """https://kubernetes.io/docs/concepts/security/service-accounts/"""

    annotations: Annotations = {}
    """The cloud identity that the app has: `eks.amazonaws.com/role-arn` (EKS), `iam.gke.io/gcp-service-account` (GKE),
    `azure.workload.identity/client-id` (AKS, which labels the pods too). Default: none."""
    existing: ObjectName | None = None
    """A ServiceAccount of the namespace that somebody else makes. Default: one of the app's own."""

    @model_validator(mode="after")
    def _belongs_to_somebody(self) -> "ServiceAccountSettings":
        if self.existing == "default":
            raise conflict(
                "the ServiceAccount default is that of every pod that says none, so that its rights are everybody's; "
                "leave existing out and the app gets one of its own"
            )
        if self.existing and self.annotations:
            raise conflict(f"{self.existing} is somebody else's, who annotates it; leave out annotations or existing")
        return self


def _not_core(group: str) -> str:
    """Documentation calls it `core`; the API has no such group, and a rule for it would grant nothing."""
    if group == "core":
        raise ValueError
    return group


ApiGroup = Annotated[
    str,
    Field(pattern=rf"^({SUBDOMAIN})?$", max_length=253),
    AfterValidator(_not_core),
    described_as('an API group without its version ("" is that of Pods, Services and Secrets)', "apps"),
]
ApiResource = Annotated[
    str,
    Field(pattern=r"^[a-z0-9]([-a-z0-9.]*[a-z0-9])?(/[a-z0-9]+)?$", max_length=253),
    described_as("a resource in lowercase and the plural, with or without a subresource, and no wildcard", "pods/log"),
]
Verb = Annotated[
    str,
    Field(pattern=r"^[a-z]+$", max_length=63),
    described_as("a verb in lowercase, and no wildcard", "get"),
]
ApiName = Annotated[
    str,
    Field(pattern=r"^[^\s/*]+$", max_length=253),
    described_as("the name of an object, and no wildcard", "my-lock"),
]

_NAMELESS = {"create", "deletecollection"}
"""The API server does not know a name when it decides on these."""


class ApiRuleSettings(Model):
    """Verbs on resources. Wildcards are refused: they grant what does not exist yet."""

    api_groups: UniqueList[ApiGroup] = ("",)
    """Where the resources are defined, for example `apps`. Default `""`: Pods, Services, ConfigMaps and their like."""
    resources: UniqueList[ApiResource]
    """What the rule is about, for example `endpoints`. Required."""
    verbs: UniqueList[Verb]
    """What may be done, for example `get`, `list` and `watch`. Required."""
    resource_names: UniqueList[ApiName] = ()
    """The objects that it is limited to. Default: all of them."""

    @model_validator(mode="after")
    def _grants_something(self) -> "ApiRuleSettings":
        for name, said in (("apiGroups", self.api_groups), ("resources", self.resources), ("verbs", self.verbs)):
            if not said:
                raise conflict(f"expected at least one of {name}; without any, the rule grants nothing")
        nameless = sorted(_NAMELESS & {*self.verbs})
        if self.resource_names and nameless:
            raise conflict(
                f"{' and '.join(nameless)} cannot be limited by resourceNames, so that the rule would never grant it; "
                "give it a rule of its own without resourceNames"
            )
        return self


class ApiAccessSettings(Model):
    """A token of the API in the app's pods, and what it is good for."""

    reason: Reason
    """What for, in words; written on the app's ServiceAccount and roles. Required."""
    rules: UniqueList[ApiRuleSettings] = ()
    """What it may do in its own namespace. Default: nothing beyond what every account may."""
    cluster_rules: UniqueList[ApiRuleSettings] = ()
    """What it may do in all namespaces, and to what belongs to none. Default: nothing."""


def _not_of_the_cluster(group: str) -> str:
    """`system:authenticated` is everybody; the others of that prefix are the cluster's own."""
    if group.startswith("system:") or not group.isprintable():
        raise ValueError
    return group


Group = Annotated[
    str,
    Field(pattern=r"^\S(.*\S)?$", max_length=253),
    AfterValidator(_not_of_the_cluster),
    described_as(
        "the name of a group as the cluster's identity provider tells it, none of `system:`", "oidc:storefront"
    ),
]


class AccessSettings(Model):
    """Groups of people, with a Role for each kind of access: docs/environments.md lists what they hold."""

    viewers: UniqueList[Group] = ()
    """See the workloads, their pods, logs and events; no Secret, and no way into a pod. Default: nobody."""
    deployers: UniqueList[Group] = ()
    """See the same, and deploy apps; they write no Secret, no Role and nothing of the namespace's own rules. Default:
    nobody."""
