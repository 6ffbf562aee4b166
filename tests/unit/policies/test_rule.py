import pytest

from policies.kubernetes_object import KubernetesObject
from policies.resource_limits import RESOURCE_LIMITS
from policies.rule import Finding, Rule, got
from tests.unit.policies.objects import container, of, workload


def rule(*paths: str) -> Rule:
    return Rule(
        name="a-rule",
        requirement="Everything is as it should be.",
        why="It would not work.",
        link="(a guide)",
        fix="key: value",
        check=lambda _: [Finding(path, "expected this; got that") for path in paths],
    )


def test_a_violation_shows_the_requirement_the_paths_the_reason_and_the_fix() -> None:
    [violation] = rule("spec.a", "spec.b").violations(workload())

    assert str(violation).splitlines() == [
        "a-rule  (Deployment shop.web)",
        "  Everything is as it should be.",
        "  shop.web: spec.a: expected this; got that",
        "  shop.web: spec.b: expected this; got that",
        "  why: It would not work. (a guide)",
        "  fix, at namespaces.shop.apps.web: key: value",
    ]


def test_the_fix_of_a_namespace_belongs_to_the_namespace() -> None:
    [violation] = rule("spec").violations(of("Namespace", "shop", None))

    assert "fix, at namespaces.shop: key: value" in violation.details


def test_the_fix_of_an_object_outside_every_namespace_has_no_path() -> None:
    [violation] = rule("spec").violations(KubernetesObject("monitoring", {"kind": "HelmRelease"}))

    assert "fix: key: value" in violation.details


def test_one_object_makes_one_violation_however_much_is_found() -> None:
    [violation] = RESOURCE_LIMITS.violations(workload(container(resources={})))

    assert len(violation.findings) == 4


def test_what_a_preview_does_not_know_yet_is_not_judged_yet() -> None:
    known = workload(container(resources={}))
    path = "spec.template.spec.containers[web].resources.limits"
    unknown = KubernetesObject(known.pulumi_name, known.content, unknown=(path,))
    [violation] = RESOURCE_LIMITS.violations(unknown)

    assert [each.path.rpartition("resources.")[2] for each in violation.findings] == ["requests.cpu", "requests.memory"]


def test_what_came_is_said_in_few_words() -> None:
    assert got(None) == "got nothing"
    assert got("x") == 'got "x"'
    assert len(got("x" * 1000)) < 70


@pytest.mark.parametrize("value", ["https://app:tulip@example.com", ["--password=tulip"], {"token": "tulip"}])
def test_what_came_is_not_shown_if_it_may_be_a_secret(value: object) -> None:
    assert got(value) == "got a value that is not shown, because it may be a secret"
