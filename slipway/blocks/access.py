"""Roles for groups of people in a namespace.

They replace the built-in roles `view` and `edit`: `edit` may read Secrets, open shells in pods and get tokens of every
ServiceAccount, and both get more rights with every operator that is installed in the cluster.
https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles
"""

from collections.abc import Iterable

from pulumi_kubernetes.rbac.v1 import PolicyRuleArgs, SubjectArgs

from slipway.blocks.identity import RBAC

READ = ("get", "list", "watch")
DEPLOY = ("create", "patch", "delete")

_CORE = ("configmaps", "services", "serviceaccounts")
_APPS = ("deployments", "statefulsets", "daemonsets")
_BATCH = ("jobs", "cronjobs")
_AUTOSCALING = ("horizontalpodautoscalers",)
_POLICY = ("poddisruptionbudgets",)
_NETWORKING = ("ingresses",)
_GATEWAY = ("httproutes",)
_CLAIMS = "persistentvolumeclaims"


def viewer() -> list[PolicyRuleArgs]:
    """Rules to read the workloads and their state, without Secrets and without `exec`, `attach` and `port-forward`."""
    return [
        _rule("", (*_CORE, _CLAIMS, "pods", "endpoints", "events", "limitranges", "resourcequotas"), READ),
        _rule("", ("pods/log",), ("get",)),
        _rule("apps", (*_APPS, "replicasets", "controllerrevisions"), READ),
        _rule("batch", _BATCH, READ),
        _rule("autoscaling", _AUTOSCALING, READ),
        _rule("policy", _POLICY, READ),
        _rule("networking.k8s.io", (*_NETWORKING, "networkpolicies"), READ),
        _rule("gateway.networking.k8s.io", _GATEWAY, READ),
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
        _rule("apps", _APPS, DEPLOY),
        _rule("batch", _BATCH, DEPLOY),
        _rule("autoscaling", _AUTOSCALING, DEPLOY),
        _rule("policy", _POLICY, DEPLOY),
        _rule("networking.k8s.io", _NETWORKING, DEPLOY),
        _rule("gateway.networking.k8s.io", _GATEWAY, DEPLOY),
    ]


def groups(names: Iterable[str]) -> list[SubjectArgs]:
    """The subjects of a binding, for groups of these names."""
    return [SubjectArgs(api_group=RBAC, kind="Group", name=name) for name in names]


def _rule(group: str, resources: Iterable[str], verbs: Iterable[str]) -> PolicyRuleArgs:
    return PolicyRuleArgs(api_groups=[group], resources=list(resources), verbs=list(verbs))
