"""What the people of a team may do in their namespace.

Roles of our own rather than the built-in `view` and `edit`: `edit` reads Secrets, opens shells in pods and takes tokens
of every ServiceAccount, and both grow by themselves with whatever is installed in the cluster.
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
    """What the apps are and how they are: never a Secret, and no way into a pod (`exec`, `attach`, `port-forward`)."""
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
    """The same, and what `pulumi up` makes, changes and deletes of an app. Nothing that could lift the rules of the
    namespace: no quota, Role or network policy. No Secret either, because whoever may patch one is answered with its
    content; those are the stack's. A claim holds data: it is made and grown, and never deleted.
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
    """As a binding names them."""
    return [SubjectArgs(api_group=RBAC, kind="Group", name=name) for name in names]


def _rule(group: str, resources: Iterable[str], verbs: Iterable[str]) -> PolicyRuleArgs:
    return PolicyRuleArgs(api_groups=[group], resources=list(resources), verbs=list(verbs))
