"""Rights that reach further than they say."""

from collections.abc import Iterator

from policies.guides import RBAC, cis, said_by
from policies.kubernetes_object import KubernetesObject, listing
from policies.rbac import ROLES, rules_of
from policies.rule import Finding, Rule, got

_ADMISSION = "admissionregistration.k8s.io"
_WRITING = frozenset({"create", "update", "patch", "delete", "deletecollection"})
_ANY = _WRITING | {"get", "list", "watch"}
REACHING = {
    # A volume may be any folder of any node.
    ("", "persistentvolumes"): frozenset({"create"}),
    # To read is enough: a shell in a pod is opened by GET.
    ("", "nodes/proxy"): _ANY,
    # A certificate makes its holder anybody.
    ("certificates.k8s.io", "certificatesigningrequests/approval"): frozenset({"update", "patch"}),
    # A webhook sees and changes whatever is made in the cluster.
    (_ADMISSION, "validatingwebhookconfigurations"): _WRITING,
    (_ADMISSION, "mutatingwebhookconfigurations"): _WRITING,
    # A token makes its holder that account.
    ("", "serviceaccounts/token"): frozenset({"create"}),
}
"""Which verbs of what, by API group and resource."""


def _reach(object_: KubernetesObject) -> Iterator[Finding]:
    for path, rule in rules_of(object_, ROLES):
        groups = {str(each) for each in listing(rule.get("apiGroups"))}
        resources = {str(each) for each in listing(rule.get("resources"))}
        verbs = {str(each) for each in listing(rule.get("verbs"))}
        for (group, resource), reaching in REACHING.items():
            if group in groups and resource in resources and verbs & reaching:
                granted = f"{', '.join(sorted(verbs & reaching))} on {resource}"
                yield Finding(f"{path}.resources", f"expected rights that grant no more than they say; {got(granted)}")


RBAC_REACH = Rule(
    name="rbac-reach",
    asks="No role makes volumes of the cluster or tokens of accounts, approves certificates, changes admission "
    "webhooks or speaks to the kubelet.",
    why="Each of these leads to the rights of others, or to the files of a node.",
    link=said_by(RBAC, cis("5.1.9"), cis("5.1.10"), cis("5.1.11"), cis("5.1.12"), cis("5.1.13")),
    write="apiAccess: {reason: <why>, rules: [{resources: [configmaps], verbs: [get]}]}",
    check=_reach,
)
