"""The admission rules of every namespace: no traffic that its network policies do not see."""

from pulumi_kubernetes.admissionregistration.v1 import ValidatingAdmissionPolicySpecArgs

from slipway.blocks.admission import NEW, OLD, SERVICE, UPDATE, Rule, admission_policy, label_of, pod_in
from slipway.blocks.network_policy import ACME_SOLVER

_IPS = ".spec.?externalIPs.orValue([])"
_ALIAS = ".spec.?externalName.orValue('')"


def namespace_policy(name: str, namespace: str) -> ValidatingAdmissionPolicySpecArgs:
    """No Service takes over addresses or leads elsewhere, and no controller makes pods that look like the solvers of
    cert-manager. What is so already stays.
    """
    [solver] = ACME_SOLVER
    variables = {
        # https://github.com/kubernetes/kubernetes/issues/97076
        "addresses": f"{SERVICE} ? {NEW}{_IPS}.filter(ip, !({UPDATE} && ip in {OLD}{_IPS})) : []",
        "alias": f"{SERVICE} ? {NEW}{_ALIAS} : ''",
        "pod": pod_in(NEW),
        "before": pod_in(OLD),
    }
    rules = [
        Rule(
            "variables.addresses.size() == 0",
            "'externalIPs would take over the traffic of the cluster to ' + variables.addresses.join(', ') + "
            "' (CVE-2020-8554). Leave externalIPs out, and use an Ingress or the type LoadBalancer'",
        ),
        Rule(
            f"variables.alias == '' || {UPDATE} && {OLD}{_ALIAS} == variables.alias",
            "'externalName would lead an ingress controller out of the closed network, to ' + variables.alias + "
            "'. Ask those who run the whole stack to write it into externalNames of the namespace'",
        ),
        Rule(
            f"request.kind.kind in ['Pod', 'Service'] || !{label_of('variables.pod', solver)}.hasValue() || "
            f"{UPDATE} && {label_of('variables.before', solver)}.hasValue()",
            f"'the label {solver} opens pods to the ingress controller, and only cert-manager sets it. "
            "Leave it out of the template'",
        ),
    ]
    return admission_policy(name, namespace, variables, rules)
