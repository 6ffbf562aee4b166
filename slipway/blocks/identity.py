"""The ServiceAccount of an app and its rights in the Kubernetes API."""

from collections.abc import Iterable

from pulumi import Input
from pulumi_kubernetes.rbac.v1 import PolicyRuleArgs, RoleRefArgs, SubjectArgs

from slipway.blocks.references import NO_NAMES, ObjectNames
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


def policy_rules(
    rules: Iterable[ApiRuleSettings], *, config_maps: ObjectNames = NO_NAMES, secrets: ObjectNames = NO_NAMES
) -> list[PolicyRuleArgs]:
    """The rules of a Role or ClusterRole. ConfigMaps and Secrets are given by their names in the cluster."""
    return [
        PolicyRuleArgs(
            api_groups=list(rule.api_groups),
            resources=list(rule.resources),
            verbs=list(rule.verbs),
            resource_names=_real_names(rule, config_maps, secrets) or None,
        )
        for rule in rules
    ]


def _real_names(rule: ApiRuleSettings, config_maps: ObjectNames, secrets: ObjectNames) -> list[Input[str]]:
    named = [names for resource, names in (("configmaps", config_maps), ("secrets", secrets)) if rule.covers(resource)]
    return [real for name in rule.resource_names for real in [each[name] for each in named if name in each] or [name]]


def role_ref(kind: str, name: Input[str]) -> RoleRefArgs:
    """The reference of a binding to its role."""
    return RoleRefArgs(api_group=RBAC, kind=kind, name=name)


def subject(account: Input[str], namespace: Input[str]) -> SubjectArgs:
    """The ServiceAccount of an app as the subject of a binding."""
    return SubjectArgs(kind="ServiceAccount", name=account, namespace=namespace)
