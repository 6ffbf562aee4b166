from collections.abc import Iterator

import pytest
from pulumi_kubernetes.rbac.v1 import PolicyRuleArgs

from slipway.blocks.access import deployer, groups, viewer
from slipway.settings.kinds import KINDS

ROLES = {"viewer": viewer, "deployer": deployer}


def granted(rules: list[PolicyRuleArgs]) -> set[tuple[str, str, str]]:
    return set(_granted(rules))


def _granted(rules: list[PolicyRuleArgs]) -> Iterator[tuple[str, str, str]]:
    for rule in rules:
        for group in rule.api_groups or ():  # type: ignore[union-attr]
            for resource in rule.resources or ():  # type: ignore[union-attr]
                for verb in rule.verbs:  # type: ignore[union-attr]
                    yield str(group), str(resource), str(verb)


@pytest.mark.parametrize("role", ROLES)
def test_nobody_reads_or_writes_secrets_enters_pods_or_takes_a_token(role: str) -> None:
    resources = {resource for _, resource, _ in granted(ROLES[role]())}

    assert resources
    assert resources & {"secrets", "pods/exec", "pods/attach", "pods/portforward", "pods/proxy"} == set()
    assert resources & {"services/proxy", "serviceaccounts/token", "pods/ephemeralcontainers", "*"} == set()


@pytest.mark.parametrize("role", ROLES)
def test_nobody_changes_what_bounds_the_namespace_or_grants_rights(role: str) -> None:
    bounds = {"resourcequotas", "limitranges", "networkpolicies", "roles", "rolebindings", "namespaces"}

    assert {resource for _, resource, verb in granted(ROLES[role]()) if verb not in ("get", "list", "watch")} & (
        bounds
    ) == set()


def test_a_viewer_only_reads() -> None:
    assert {verb for *_, verb in granted(viewer())} == {"get", "list", "watch"}


def test_a_deployer_sees_what_a_viewer_sees() -> None:
    assert granted(viewer()) < granted(deployer())


GIVEN_BY_OTHERS = {"Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding", "PersistentVolume"}
"""Rights, which only their holders grant, and volumes of the whole cluster."""


def plural(kind: str) -> str:
    name = kind.lower()
    return f"{name}es" if name.endswith("s") else f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def test_a_deployer_deploys_every_kind_of_object_that_an_app_has() -> None:
    owned = frozenset[str]().union(*(kind.owned_objects() for kind in KINDS.values()))
    deployed = {resource for _, resource, verb in granted(deployer()) if verb == "patch"}

    assert {kind for kind in owned if plural(kind) not in deployed} == GIVEN_BY_OTHERS


@pytest.mark.parametrize(
    ("group", "resource"),
    [
        ("gateway.networking.k8s.io", "httproutes"),
        ("gateway.networking.k8s.io", "grpcroutes"),
        ("keda.sh", "scaledobjects"),
        ("keda.sh", "triggerauthentications"),
        ("autoscaling.k8s.io", "verticalpodautoscalers"),
        ("monitoring.coreos.com", "podmonitors"),
        ("monitoring.coreos.com", "prometheusrules"),
    ],
)
def test_the_custom_resources_of_an_app_are_read_by_viewers_and_changed_by_deployers(group: str, resource: str) -> None:
    assert {verb for *which, verb in granted(viewer()) if which == [group, resource]} == {"get", "list", "watch"}
    assert {(group, resource, verb) for verb in ("create", "patch", "delete")} <= granted(deployer())


def test_a_deployer_deletes_no_data() -> None:
    verbs = {verb for _, resource, verb in granted(deployer()) if resource == "persistentvolumeclaims"}

    assert verbs == {"get", "list", "watch", "create", "patch"}


@pytest.mark.parametrize("role", ROLES)
def test_no_verb_is_a_wildcard_and_none_lets_rights_grow(role: str) -> None:
    assert {verb for *_, verb in granted(ROLES[role]())} & {"*", "bind", "escalate", "impersonate"} == set()


def test_a_group_is_bound_by_its_name() -> None:
    [subject] = groups(["oidc:shop"])

    assert (subject.kind, subject.name, subject.api_group) == ("Group", "oidc:shop", "rbac.authorization.k8s.io")
