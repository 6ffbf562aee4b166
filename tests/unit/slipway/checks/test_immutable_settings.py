from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slipway.checks.immutable_settings import Remembered, immutable_settings, refused_changes
from slipway.settings import StackSettings

REASON = {"deletable": "moved to another cluster"}


def words(environment: str = "production", **others: Any) -> Remembered:
    return immutable_settings(StackSettings.model_validate({"environment": environment, **others}))


def refused(before: Remembered, after: Remembered) -> list[str]:
    return [str(problem) for problem in refused_changes(before, after)]


def balanced(service: dict[str, Any]) -> Remembered:
    app = {"image": "a:1", "port": 8080, "service": service}
    return words("development", namespaces={"shop": {"apps": {"web": app}}})


def test_the_same_stack_and_a_new_one_change_nothing() -> None:
    stack = words(namespaces={"shop": {}}, monitoring={})

    assert refused(stack, stack) == []
    assert refused({}, stack) == []


def test_what_is_remembered_survives_a_state_that_forgets_what_has_no_value() -> None:
    assert None not in words("development").values()


def test_a_protected_namespace_that_leaves_is_refused_with_the_way_out() -> None:
    before = words(namespaces={"shop": {}, "blog": {}})

    [line] = refused(before, words(namespaces={"blog": {}, "store": {}}))
    assert line == (
        "namespaces.shop: holds production data and is protected: its removal deletes the namespace with every "
        "volume in it. Expected it to stay, under this name. To remove it, first set namespaces.shop.deletable: "
        "<reason> and run `pulumi up`"
    )


def test_a_namespace_that_was_deletable_may_leave() -> None:
    assert refused(words(namespaces={"shop": REASON}), words()) == []
    assert refused(words(namespaces={"shop": {}}), words(namespaces={"shop": REASON})) == []


def test_outside_production_every_namespace_may_leave() -> None:
    assert refused(words("development", namespaces={"shop": {}}), words("development")) == []


def test_production_does_not_end_by_one_word() -> None:
    before = words(namespaces={"shop": {}, "blog": {}})

    [line] = refused(before, words("development", namespaces={"shop": {}}))
    assert line == (
        "environment: this stack is in production, and blog, shop are protected; expected production. To change it, "
        "first set deletable: <reason> in each of these namespaces and run `pulumi up`"
    )
    assert refused(words(namespaces={"shop": REASON}), words("development", namespaces={"shop": {}})) == []


def test_monitoring_that_leaves_is_refused_as_every_namespace_is() -> None:
    [line] = refused(words(monitoring={}), words())

    assert line.startswith("monitoring: holds production data and is protected")
    assert "set monitoring.deletable: <reason>" in line
    assert refused(words(monitoring=REASON), words()) == []


@pytest.mark.parametrize("environment", ["development", "production"])
def test_monitoring_never_moves(environment: str) -> None:
    [line] = refused(words(environment, monitoring={}), words(environment, monitoring={"namespace": "watch"}))

    assert line.startswith("monitoring.namespace: monitoring is in the namespace monitoring and cannot move to watch")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("example.com/a", "example.com/b", "the class example.com/a and cannot change to the class example.com/b"),
        ("", "example.com/b", "the cluster's default class and cannot change to the class example.com/b"),
        ("example.com/a", "", "the class example.com/a and cannot change to the cluster's default class"),
    ],
)
def test_a_load_balancer_keeps_its_class(before: str, after: str, said: str) -> None:
    old, new = ({"type": "LoadBalancer", **({"loadBalancerClass": each} if each else {})} for each in (before, after))
    [line] = refused(balanced(old), balanced(new))

    assert line.startswith(f"namespaces.shop.apps.web.service.loadBalancerClass: the load balancer has {said}")


def test_a_further_load_balancer_keeps_its_class_too() -> None:
    def with_class(name: str) -> Remembered:
        public = {"type": "LoadBalancer", "ports": ["http"], "loadBalancerClass": name}
        app = {"image": "a:1", "port": 8080, "services": {"public": public}}
        return words("development", namespaces={"shop": {"apps": {"web": app}}})

    [line] = refused(with_class("example.com/a"), with_class("example.com/b"))

    assert line.startswith(
        "namespaces.shop.apps.web.services.public.loadBalancerClass: the load balancer has the class"
    )


def test_a_service_keeps_its_first_family() -> None:
    both = {"ipFamilyPolicy": "PreferDualStack"}
    before = balanced({"ipFamilies": ["IPv4"]})
    [line] = refused(before, balanced({**both, "ipFamilies": ["IPv6", "IPv4"]}))

    assert line.startswith(
        "namespaces.shop.apps.web.service.ipFamilies: the Service has an address of IPv4 first, and the first family is"
    )
    assert refused(before, balanced({**both, "ipFamilies": ["IPv4", "IPv6"]})) == []
    assert refused(before, balanced({})) == []


def test_a_service_that_is_no_load_balancer_before_or_after_may_say_any_class() -> None:
    classed = {"type": "LoadBalancer", "loadBalancerClass": "example.com/a"}

    assert refused(balanced({}), balanced(classed)) == []
    assert refused(balanced(classed), balanced({})) == []


NAMES = st.sets(st.sampled_from(["shop", "blog", "store"]))


@given(protected=NAMES, deletable=NAMES, remaining=NAMES)
def test_exactly_the_protected_namespaces_that_are_missing_are_told(
    protected: set[str], deletable: set[str], remaining: set[str]
) -> None:
    before = words(namespaces={name: REASON if name in deletable else {} for name in protected | deletable})
    after = words(namespaces={name: {} for name in remaining})
    told = {problem.path for problem in refused_changes(before, after)}

    assert told == {f"namespaces.{name}" for name in protected - deletable - remaining}
