from collections.abc import Iterator

import pytest
from pulumi_kubernetes.rbac.v1 import PolicyRuleArgs

from slipway.blocks.access import deployer, groups, viewer

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


def test_a_deployer_deletes_no_data() -> None:
    verbs = {verb for _, resource, verb in granted(deployer()) if resource == "persistentvolumeclaims"}

    assert verbs == {"get", "list", "watch", "create", "patch"}


@pytest.mark.parametrize("role", ROLES)
def test_no_verb_is_a_wildcard_and_none_lets_rights_grow(role: str) -> None:
    assert {verb for *_, verb in granted(ROLES[role]())} & {"*", "bind", "escalate", "impersonate"} == set()


def test_a_group_is_bound_by_its_name() -> None:
    [subject] = groups(["oidc:shop"])

    assert (subject.kind, subject.name, subject.api_group) == ("Group", "oidc:shop", "rbac.authorization.k8s.io")
