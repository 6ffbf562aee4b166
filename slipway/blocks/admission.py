"""ValidatingAdmissionPolicies: what the API server refuses in a namespace from people and apps that may deploy there.

The rules bind everybody but two: the controllers of Kubernetes, whose pods come from templates that were judged
already, and those who may delete the policy itself, because they could lift it anyway. Who runs the whole stack may.

https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pulumi import Input
from pulumi_kubernetes.admissionregistration.v1 import (
    MatchResourcesArgs,
    NamedRuleWithOperationsArgs,
    ValidatingAdmissionPolicyBindingSpecArgs,
    ValidatingAdmissionPolicySpecArgs,
    ValidationArgs,
    VariableArgs,
)
from pulumi_kubernetes.meta.v1 import LabelSelectorArgs

from slipway.blocks.network_policy import NAMESPACE

DOMAIN = "slipway.dev"
"""The end of the names of our policies."""

GUIDE = "docs/namespaces.md#what-a-deployer-cannot-do"

_JUDGED = {
    # The labels of a pod can be changed by its status too.
    "": ("pods", "pods/status", "replicationcontrollers", "services"),
    "apps": ("deployments", "replicasets", "statefulsets", "daemonsets"),
    "batch": ("jobs", "cronjobs"),
}
"""Services, and everything that has the labels of a pod."""

UPDATE = "request.operation == 'UPDATE'"
SERVICE = "request.kind.kind == 'Service'"
NEW, OLD = "dyn(object)", "dyn(oldObject)"
"""`dyn`, because the fields of the kinds differ."""


class Rule(NamedTuple):
    """A rule in CEL, the language of these policies."""

    holds: str
    """An expression: true if the object keeps the rule."""
    told: str
    """An expression: what is told to who breaks it."""


def admission_policy(
    name: str, namespace: str, variables: Mapping[str, str], rules: Iterable[Rule]
) -> ValidatingAdmissionPolicySpecArgs:
    """The policy of this name: rules for one namespace. `variables` are CEL expressions, computed when a rule asks."""
    known = {**variables, "trusted": _trusted(name)}
    return ValidatingAdmissionPolicySpecArgs(
        failure_policy="Fail",
        match_constraints=MatchResourcesArgs(
            namespace_selector=LabelSelectorArgs(match_labels={NAMESPACE: namespace}),
            resource_rules=[
                NamedRuleWithOperationsArgs(
                    api_groups=[group], api_versions=["v1"], operations=["CREATE", "UPDATE"], resources=list(resources)
                )
                for group, resources in _JUDGED.items()
            ],
        ),
        variables=[VariableArgs(name=each, expression=expression) for each, expression in known.items()],
        validations=[
            ValidationArgs(
                # The question to the authorizer comes last.
                expression=f"({rule.holds}) || variables.trusted",
                message_expression=f"{rule.told} + ' ({GUIDE})'",
                reason="Forbidden",
            )
            for rule in rules
        ],
    )


def admission_binding(policy: Input[str]) -> ValidatingAdmissionPolicyBindingSpecArgs:
    """The binding that makes the API server refuse."""
    return ValidatingAdmissionPolicyBindingSpecArgs(policy_name=policy, validation_actions=["Deny"])


def pod_in(made: str) -> str:
    """The pod that an object makes, in CEL; of a Service, an empty one."""
    return (
        f"request.kind.kind == 'Pod' ? {made} : "
        f"request.kind.kind == 'CronJob' ? {made}.spec.jobTemplate.spec.template : "
        f"{made}.?spec.?template.orValue({{}})"
    )


def label_of(pod: str, label: str) -> str:
    """The label of a pod, in CEL, as an optional value."""
    return f"{pod}.?metadata.?labels[?'{label}']"


def _trusted(name: str) -> str:
    """True for controllers, for nodes, which report the state of their pods, and for who may delete the policy."""
    parts = "['system:serviceaccounts:kube-system', 'system:nodes']"
    policies = "authorizer.group('admissionregistration.k8s.io').resource('validatingadmissionpolicies')"
    return " || ".join(
        [
            "request.userInfo.username == 'system:kube-controller-manager'",
            f"request.userInfo.?groups.orValue([]).exists(group, group in {parts})",
            f"{policies}.name('{name}').check('delete').allowed()",
        ]
    )
