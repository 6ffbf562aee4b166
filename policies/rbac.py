"""What roles grant."""

from collections.abc import Iterator, Mapping
from typing import Any

from policies.guides import RBAC, cis, said_by
from policies.kubernetes_object import KubernetesObject, listing, mapping, steps, text
from policies.rule import Finding, Rule, got

GROUP = "rbac.authorization.k8s.io"
ROLES = {"Role", "ClusterRole"}
_BINDINGS = {"RoleBinding", "ClusterRoleBinding"}
_ESCALATING = {"escalate", "bind", "impersonate"}
_READING = {"get", "list", "watch", "*"}
EVERYBODY = {"system:masters", "system:anonymous", "system:unauthenticated", "system:authenticated"}
"""Groups and users that are either all-powerful or everybody."""


def rules_of(object_: KubernetesObject, kinds: set[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each rule of a role with its path."""
    if object_.group == GROUP and object_.kind in kinds:
        for step, rule in steps(object_.content.get("rules")):
            yield f"rules{step}", mapping(rule)


def _wildcards(object_: KubernetesObject) -> Iterator[Finding]:
    for path, rule in rules_of(object_, ROLES):
        for field in ("verbs", "resources", "apiGroups", "nonResourceURLs"):
            wild = [each for each in listing(rule.get(field)) if "*" in str(each)]
            if wild:
                yield Finding(f"{path}.{field}", f"expected them by their names; {got(wild[0])}")


def _escalation(object_: KubernetesObject) -> Iterator[Finding]:
    for path, rule in rules_of(object_, ROLES):
        for verb in sorted(_ESCALATING & {str(each) for each in listing(rule.get("verbs"))}):
            yield Finding(f"{path}.verbs", f"expected verbs that grant no more than they say; {got(verb)}")


def _secrets(object_: KubernetesObject) -> Iterator[Finding]:
    for path, rule in rules_of(object_, {"ClusterRole"}):
        secrets = {"secrets", "*"} & {str(each) for each in listing(rule.get("resources"))}
        reading = sorted(_READING & {str(each) for each in listing(rule.get("verbs"))})
        if secrets and reading and not listing(rule.get("resourceNames")):
            yield Finding(
                f"{path}.resources", f"expected no secrets of all namespaces; got {', '.join(reading)} on them"
            )


def _admin(object_: KubernetesObject) -> Iterator[Finding]:
    if object_.group != GROUP or object_.kind not in _BINDINGS:
        return
    if mapping(object_.content.get("roleRef")).get("name") == "cluster-admin":
        yield Finding("roleRef", 'expected a role of the app\'s own; got "cluster-admin"')
    for step, subject in steps(object_.content.get("subjects")):
        name = mapping(subject).get("name")
        if text(name) in EVERYBODY:
            yield Finding(f"subjects{step}", f"expected an account, a user or a group of people; {got(name)}")


RBAC_WILDCARDS = Rule(
    name="rbac-wildcards",
    asks="Roles name their verbs, resources and API groups one by one.",
    why="A wildcard grants what does not exist yet.",
    link=said_by(RBAC, cis("5.1.3")),
    write="apiAccess: {reason: <why>, rules: [{resources: [configmaps], verbs: [get]}]}",
    check=_wildcards,
)
RBAC_ESCALATION = Rule(
    name="rbac-escalation",
    asks="No role grants escalate, bind or impersonate.",
    why="Whoever has one of them can give itself every other right.",
    link=said_by(RBAC, cis("5.1.8")),
    write="apiAccess: {reason: <why>, rules: [{resources: [configmaps], verbs: [get]}]}",
    check=_escalation,
)
RBAC_SECRETS = Rule(
    name="rbac-secrets",
    asks="No ClusterRole reads the secrets of all namespaces.",
    why="Among them are tokens of accounts that may do everything.",
    link=said_by(RBAC, cis("5.1.2")),
    write="apiAccess: {rules: [{resources: [secrets], verbs: [get], resourceNames: [<name>]}]}",
    check=_secrets,
)
RBAC_ADMIN = Rule(
    name="rbac-admin",
    asks="No binding makes anybody cluster-admin, or grants anything to everybody.",
    why="One stolen token would be the whole cluster.",
    link=said_by(RBAC, cis("5.1.1"), cis("5.1.7")),
    write="apiAccess: {reason: <why>, rules: [{resources: [configmaps], verbs: [get]}]}",
    check=_admin,
)
