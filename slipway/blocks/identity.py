"""The ServiceAccount of an app and its rights in the Kubernetes API."""

from collections.abc import Iterable

from pulumi import Input
from pulumi_kubernetes.rbac.v1 import PolicyRuleArgs, RoleRefArgs, SubjectArgs

from slipway.settings.access import ApiAccessSettings, ApiRuleSettings, ServiceAccountSettings
from slipway.settings.pod import PodSettings

RBAC = "rbac.authorization.k8s.io"
REASON = "slipway.dev/api-access-reason"
"""The annotation with the reason for a token of the Kubernetes API."""

AZURE = "azure.workload.identity/"
"""https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html"""


def account_annotations(settings: PodSettings) -> dict[str, str]:
    """The annotations of the cloud, and the reason for a token."""
    return {**settings.service_account.annotations, **reason(settings.api_access)}


def reason(settings: ApiAccessSettings | None) -> dict[str, str]:
    """The annotation with the reason for API access."""
    return {REASON: settings.reason} if settings else {}


def pod_labels(settings: ServiceAccountSettings) -> dict[str, str]:
    """The pod label that Azure requires for a cloud identity. Other clouds use the ServiceAccount only."""
    return {f"{AZURE}use": "true"} if f"{AZURE}client-id" in settings.annotations else {}


def policy_rules(rules: Iterable[ApiRuleSettings]) -> list[PolicyRuleArgs]:
    """The rules of a Role or ClusterRole."""
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
    """The reference of a binding to its role."""
    return RoleRefArgs(api_group=RBAC, kind=kind, name=name)


def subject(account: Input[str], namespace: Input[str]) -> SubjectArgs:
    """The ServiceAccount of an app as the subject of a binding."""
    return SubjectArgs(kind="ServiceAccount", name=account, namespace=namespace)
