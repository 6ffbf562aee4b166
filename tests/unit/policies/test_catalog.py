from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.catalog import STACK_RULES, object_rules
from policies.evaluation import ALL
from policies.kubernetes_object import KubernetesObject
from policies.pod import TEMPLATES
from policies.rule import About, Rule
from tests.unit.policies.objects import workload

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
RULES = object_rules(["docker.io"])
KINDS = [
    *TEMPLATES,
    "Rollout",
    "Service",
    "Role",
    "ClusterRoleBinding",
    "Namespace",
    "HelmRelease",
    "PodDisruptionBudget",
]


def spoilt(draw: Any, value: Any) -> Any:
    """The same objects with arbitrary values in some places."""
    if draw(st.integers(0, 9)) == 0:
        return draw(ANYTHING)
    if isinstance(value, dict):
        return {key: spoilt(draw, each) for key, each in value.items()}
    if isinstance(value, list):
        return [spoilt(draw, each) for each in value]
    return value


@st.composite
def objects(draw: Any) -> KubernetesObject:
    content = spoilt(draw, workload().content)
    return KubernetesObject(
        "shop.web", {**(content or {} if isinstance(content, dict) else {}), "kind": draw(st.sampled_from(KINDS))}
    )


@given(st.lists(objects(), max_size=3))
def test_no_rule_ever_fails_whatever_an_object_holds(stack: list[KubernetesObject]) -> None:
    for rule in RULES:
        for object_ in stack:
            for violation in rule.violations(object_):
                assert str(violation)
    for stack_rule in STACK_RULES:
        for violation in stack_rule.violations(stack):
            assert str(violation)


def test_names_are_unique_and_no_rule_is_called_all() -> None:
    names = [rule.name for rule in ALL]

    assert len(names) == len(set(names))
    assert "all" not in names


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.name)
def test_every_rule_has_a_requirement_a_reason_sources_and_a_fix(rule: About) -> None:
    assert rule.requirement.endswith(".")
    assert rule.why.endswith((".", "?"))
    assert rule.fix
    assert rule.link.startswith("(")


def test_the_words_of_the_rules_do_not_depend_on_the_registries() -> None:
    def words(rules: tuple[Rule, ...]) -> list[tuple[str, str, str, str]]:
        return [(rule.name, rule.requirement, rule.why, rule.fix) for rule in rules]

    assert words(object_rules(["registry.example.com"])) == words(object_rules(()))
