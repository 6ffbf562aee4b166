"""What an app may ask the Kubernetes API: nothing, unless it says what for.

https://kubernetes.io/docs/reference/access-authn-authz/rbac/
"""

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from settings.words.model import Model
from settings.words.once import EachOnce
from settings.words.reason import Reason
from settings.words.vocabulary import SUBDOMAIN, conflict, expecting


def _not_core(group: str) -> str:
    """Documentation calls it `core`; the API has no such group, and a rule for it would grant nothing."""
    if group == "core":
        raise ValueError
    return group


ApiGroup = Annotated[
    str,
    Field(pattern=rf"^({SUBDOMAIN})?$", max_length=253),
    AfterValidator(_not_core),
    expecting('an API group without its version ("" is that of Pods, Services and Secrets)', "apps"),
]
ApiResource = Annotated[
    str,
    Field(pattern=r"^[a-z0-9]([-a-z0-9.]*[a-z0-9])?(/[a-z0-9]+)?$", max_length=253),
    expecting("a resource in lowercase and the plural, with or without a subresource, and no wildcard", "pods/log"),
]
Verb = Annotated[
    str,
    Field(pattern=r"^[a-z]+$", max_length=63),
    expecting("a verb in lowercase, and no wildcard", "get"),
]
ApiName = Annotated[
    str,
    Field(pattern=r"^[^\s/*]+$", max_length=253),
    expecting("the name of an object, and no wildcard", "my-lock"),
]

_NAMELESS = {"create", "deletecollection"}
"""The API server does not know a name when it decides on these."""


class ApiRuleSettings(Model):
    """Verbs on resources. Wildcards are refused: they grant what does not exist yet."""

    api_groups: EachOnce[ApiGroup] = ("",)
    """Where the resources are defined, for example `apps`. Default `""`: Pods, Services, ConfigMaps and their like."""
    resources: EachOnce[ApiResource]
    """What the rule is about, for example `endpoints`. Required."""
    verbs: EachOnce[Verb]
    """What may be done, for example `get`, `list` and `watch`. Required."""
    resource_names: EachOnce[ApiName] = ()
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
    rules: EachOnce[ApiRuleSettings] = ()
    """What it may do in its own namespace. Default: nothing beyond what every account may."""
    cluster_rules: EachOnce[ApiRuleSettings] = ()
    """What it may do in all namespaces, and to what belongs to none. Default: nothing."""
