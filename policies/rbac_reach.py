"""Rights that lead to further rights."""

from collections.abc import Iterator

from policies.guides import RBAC, cis, sources
from policies.kubernetes_object import KubernetesObject, listing
from policies.rbac import ROLES, rules_of
from policies.rule import Finding, Rule, got

_ADMISSION = "admissionregistration.k8s.io"
_WRITING = frozenset({"create", "update", "patch", "delete", "deletecollection"})
_ANY = _WRITING | {"get", "list", "watch"}
REACHING = {
    # A volume can mount any folder of any node.
    ("", "persistentvolumes"): frozenset({"create"}),
    # Reading is enough: GET opens a shell in a pod.
    ("", "nodes/proxy"): _ANY,
    # A certificate can name any user.
    ("certificates.k8s.io", "certificatesigningrequests/approval"): frozenset({"update", "patch"}),
    # A webhook sees and changes every object of the cluster.
    (_ADMISSION, "validatingwebhookconfigurations"): _WRITING,
    (_ADMISSION, "mutatingwebhookconfigurations"): _WRITING,
    # A token gives the rights of its account.
    ("", "serviceaccounts/token"): frozenset({"create"}),
}
"""The verbs that lead further, by API group and resource."""


def _reach(object_: KubernetesObject) -> Iterator[Finding]:
    for path, rule in rules_of(object_, ROLES):
        groups = {str(each) for each in listing(rule.get("apiGroups"))}
        resources = {str(each) for each in listing(rule.get("resources"))}
        verbs = {str(each) for each in listing(rule.get("verbs"))}
        for (group, resource), reaching in REACHING.items():
            if group in groups and resource in resources and verbs & reaching:
                granted = f"{', '.join(sorted(verbs & reaching))} on {resource}"
                yield Finding(f"{path}.resources", f"expected no right that leads to further rights; {got(granted)}")


RBAC_REACH = Rule(
    name="rbac-reach",
    requirement="No role grants creating persistent volumes or tokens of service accounts, approving certificates, "
    "changing admission webhooks, or access to the kubelet.",
    why="Each of these leads to the rights of others or to the files of a node.",
    link=sources(RBAC, cis("5.1.9"), cis("5.1.10"), cis("5.1.11"), cis("5.1.12"), cis("5.1.13")),
    fix="apiAccess: {reason: <the reason>, rules: [{resources: [configmaps], verbs: [get]}]}",
    check=_reach,
)
