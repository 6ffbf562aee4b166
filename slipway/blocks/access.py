"""Roles for groups of people in a namespace.

They replace the built-in roles `view` and `edit`: `edit` may read Secrets, open shells in pods and get tokens of every
ServiceAccount, and both get more rights with every operator that is installed in the cluster.
https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles
"""

from collections.abc import Iterable

from pulumi_kubernetes.rbac.v1 import PolicyRuleArgs, SubjectArgs

from slipway.blocks.identity import RBAC
from slipway.settings.kinds import KINDS

READ = ("get", "list", "watch")
DEPLOY = ("create", "patch", "delete")

_CORE = ("configmaps", "services", "serviceaccounts")
_AUTOSCALING = ("horizontalpodautoscalers",)
_POLICY = ("poddisruptionbudgets",)
_NETWORKING = ("ingresses",)
_CUSTOM = {
    "gateway.networking.k8s.io": ("httproutes", "grpcroutes"),
    "keda.sh": ("scaledobjects", "triggerauthentications"),
    "autoscaling.k8s.io": ("verticalpodautoscalers",),
    "monitoring.coreos.com": ("podmonitors", "prometheusrules"),
}
"""Custom resources of an app. A rule for a kind that the cluster does not define has no effect."""
_CLAIMS = "persistentvolumeclaims"
_BETWEEN = {"apps": ("replicasets", "controllerrevisions")}
"""Resources between controllers and their pods, which nobody deploys."""


def viewer() -> list[PolicyRuleArgs]:
    """Rules to read the workloads and their state, without Secrets and without `exec`, `attach` and `port-forward`."""
    return [
        _rule("", (*_CORE, _CLAIMS, "pods", "endpoints", "events", "limitranges", "resourcequotas"), READ),
        _rule("", ("pods/log",), ("get",)),
        *(_rule(group, (*names, *_BETWEEN.get(group, ())), READ) for group, names in _controllers().items()),
        _rule("autoscaling", _AUTOSCALING, READ),
        _rule("policy", _POLICY, READ),
        _rule("networking.k8s.io", (*_NETWORKING, "networkpolicies"), READ),
        *(_rule(group, names, READ) for group, names in _CUSTOM.items()),
        _rule("discovery.k8s.io", ("endpointslices",), READ),
        _rule("events.k8s.io", ("events",), READ),
        _rule("metrics.k8s.io", ("pods",), ("get", "list")),
    ]


def deployer() -> list[PolicyRuleArgs]:
    """Rules of `viewer`, and rules to create, change and delete the objects of an app.

    Quotas, Roles and network policies are excluded: they are the rules of the namespace. Secrets are excluded, because
    the answer to a patch contains the Secret. Claims may be created and changed, but not deleted: they hold data.
    """
    return [
        *viewer(),
        _rule("", _CORE, DEPLOY),
        _rule("", (_CLAIMS,), ("create", "patch")),
        *(_rule(group, names, DEPLOY) for group, names in _controllers().items()),
        _rule("autoscaling", _AUTOSCALING, DEPLOY),
        _rule("policy", _POLICY, DEPLOY),
        _rule("networking.k8s.io", _NETWORKING, DEPLOY),
        *(_rule(group, names, DEPLOY) for group, names in _CUSTOM.items()),
    ]


def groups(names: Iterable[str]) -> list[SubjectArgs]:
    """The subjects of a binding, for groups of these names."""
    return [SubjectArgs(api_group=RBAC, kind="Group", name=name) for name in names]


def _controllers() -> dict[str, list[str]]:
    """The controllers of all kinds of apps, by API group."""
    found: dict[str, list[str]] = {}
    for kind in KINDS.values():
        names = found.setdefault(kind.controller.group, [])
        if kind.controller.resource not in names:
            names.append(kind.controller.resource)
    return found


def _rule(group: str, resources: Iterable[str], verbs: Iterable[str]) -> PolicyRuleArgs:
    return PolicyRuleArgs(api_groups=[group], resources=list(resources), verbs=list(verbs))
