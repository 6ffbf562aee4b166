"""The rights that roles and bindings grant."""

from collections.abc import Iterator, Mapping
from typing import Any

from policies.guides import RBAC, cis, sources
from policies.kubernetes_object import KubernetesObject, listing, mapping, steps, text
from policies.rule import Finding, Rule, got

GROUP = "rbac.authorization.k8s.io"
ROLES = {"Role", "ClusterRole"}
_BINDINGS = {"RoleBinding", "ClusterRoleBinding"}
_ESCALATING = {"escalate", "bind", "impersonate"}
_READING = {"get", "list", "watch", "*"}
EVERYBODY = {"system:masters", "system:anonymous", "system:unauthenticated", "system:authenticated"}
"""Groups and users that hold every right, or include everybody."""


def rules_of(object_: KubernetesObject, kinds: set[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The rules of a role, each with its path."""
    if object_.group == GROUP and object_.kind in kinds:
        for step, rule in steps(object_.content.get("rules")):
            yield f"rules{step}", mapping(rule)


def _wildcards(object_: KubernetesObject) -> Iterator[Finding]:
    for path, rule in rules_of(object_, ROLES):
        for field in ("verbs", "resources", "apiGroups", "nonResourceURLs"):
            wild = [each for each in listing(rule.get(field)) if "*" in str(each)]
            if wild:
                yield Finding(f"{path}.{field}", f"expected names without wildcards; {got(wild[0])}")


def _escalation(object_: KubernetesObject) -> Iterator[Finding]:
    for path, rule in rules_of(object_, ROLES):
        for verb in sorted(_ESCALATING & {str(each) for each in listing(rule.get("verbs"))}):
            yield Finding(f"{path}.verbs", f"expected none of bind, escalate and impersonate; {got(verb)}")


def _secrets(object_: KubernetesObject) -> Iterator[Finding]:
    for path, rule in rules_of(object_, {"ClusterRole"}):
        secrets = {"secrets", "*"} & {str(each) for each in listing(rule.get("resources"))}
        reading = sorted(_READING & {str(each) for each in listing(rule.get("verbs"))})
        if secrets and reading and not listing(rule.get("resourceNames")):
            yield Finding(
                f"{path}.resources", f"expected no right to read secrets in all namespaces; got {', '.join(reading)}"
            )


def _admin(object_: KubernetesObject) -> Iterator[Finding]:
    if object_.group != GROUP or object_.kind not in _BINDINGS:
        return
    if mapping(object_.content.get("roleRef")).get("name") == "cluster-admin":
        yield Finding("roleRef", 'expected another role; got "cluster-admin"')
    for step, subject in steps(object_.content.get("subjects")):
        name = mapping(subject).get("name")
        if text(name) in EVERYBODY:
            yield Finding(f"subjects{step}", f"expected a service account, a user or a group; {got(name)}")


RBAC_WILDCARDS = Rule(
    name="rbac-wildcards",
    requirement="Roles list verbs, resources and API groups by name.",
    why="A wildcard also grants rights on resources that are added later.",
    link=sources(RBAC, cis("5.1.3")),
    fix="apiAccess: {reason: <the reason>, rules: [{resources: [configmaps], verbs: [get]}]}",
    check=_wildcards,
)
RBAC_ESCALATION = Rule(
    name="rbac-escalation",
    requirement="No role grants escalate, bind or impersonate.",
    why="Each of these verbs lets its holder gain every other right.",
    link=sources(RBAC, cis("5.1.8")),
    fix="apiAccess: {reason: <the reason>, rules: [{resources: [configmaps], verbs: [get]}]}",
    check=_escalation,
)
RBAC_SECRETS = Rule(
    name="rbac-secrets",
    requirement="No ClusterRole grants reading the secrets of all namespaces.",
    why="Some secrets hold tokens with every right.",
    link=sources(RBAC, cis("5.1.2")),
    fix="apiAccess: {rules: [{resources: [secrets], verbs: [get], resourceNames: [<name>]}]}",
    check=_secrets,
)
RBAC_ADMIN = Rule(
    name="rbac-admin",
    requirement="No binding grants cluster-admin, or grants rights to everybody.",
    why="One stolen token would give control of the cluster.",
    link=sources(RBAC, cis("5.1.1"), cis("5.1.7")),
    fix="apiAccess: {reason: <the reason>, rules: [{resources: [configmaps], verbs: [get]}]}",
    check=_admin,
)
