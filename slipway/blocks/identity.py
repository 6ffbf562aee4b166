"""Who an app is, and what it may ask the Kubernetes API."""

from collections.abc import Iterable

from pulumi import Input
from pulumi_kubernetes.rbac.v1 import PolicyRuleArgs, RoleRefArgs, SubjectArgs

from slipway.settings.access import ApiAccessSettings, ApiRuleSettings, ServiceAccountSettings
from slipway.settings.pod import PodSettings

RBAC = "rbac.authorization.k8s.io"
REASON = "slipway.dev/api-access-reason"
"""The annotation that tells why an app has a token of the API."""

AZURE = "azure.workload.identity/"
"""https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html"""


def account_annotations(settings: PodSettings) -> dict[str, str]:
    """The cloud's, and the reason for a token."""
    return {**settings.service_account.annotations, **reason(settings.api_access)}


def reason(settings: ApiAccessSettings | None) -> dict[str, str]:
    """Why, where whoever looks at the cluster finds it."""
    return {REASON: settings.reason} if settings else {}


def pod_labels(settings: ServiceAccountSettings) -> dict[str, str]:
    """Azure gives a pod its identity only when the pod asks for it by a label; the other clouds look at its account."""
    return {f"{AZURE}use": "true"} if f"{AZURE}client-id" in settings.annotations else {}


def policy_rules(rules: Iterable[ApiRuleSettings]) -> list[PolicyRuleArgs]:
    """As RBAC writes them."""
    return [
        PolicyRuleArgs(
            api_groups=list(rule.api_groups),
            resources=list(rule.resources),
            verbs=list(rule.verbs),
            resource_names=list(rule.resource_names) or None,
        )
        for rule in rules
    ]


def role_ref(kind: str, name: Input[str]) -> RoleRefArgs:
    """The role that a binding grants."""
    return RoleRefArgs(api_group=RBAC, kind=kind, name=name)


def subject(account: Input[str], namespace: Input[str]) -> SubjectArgs:
    """The app's account as a binding names it."""
    return SubjectArgs(kind="ServiceAccount", name=account, namespace=namespace)
