from policies.kubernetes_object import KubernetesObject
from policies.resource_limits import RESOURCE_LIMITS
from policies.rule import Finding, Rule, got
from tests.unit.policies.objects import container, of, workload


def rule(*paths: str) -> Rule:
    return Rule(
        name="a-rule",
        asks="Everything is as it should be.",
        why="It would not work.",
        link="(a guide)",
        write="key: value",
        check=lambda _: [Finding(path, "expected this; got that") for path in paths],
    )


def test_a_violation_says_what_where_why_and_the_line_to_write() -> None:
    [violation] = rule("spec.a", "spec.b").violations(workload())

    assert str(violation).splitlines() == [
        "a-rule  (Deployment shop.web)",
        "  Everything is as it should be.",
        "  shop.web: spec.a: expected this; got that",
        "  shop.web: spec.b: expected this; got that",
        "  why: It would not work. (a guide)",
        "  write, at namespaces.shop.apps.web: key: value",
    ]


def test_the_line_of_a_namespace_belongs_to_the_namespace() -> None:
    [violation] = rule("spec").violations(of("Namespace", "shop", None))

    assert "write, at namespaces.shop: key: value" in violation.details


def test_what_the_stack_file_does_not_name_has_no_place_in_it() -> None:
    [violation] = rule("spec").violations(KubernetesObject("monitoring", {"kind": "HelmRelease"}))

    assert "write: key: value" in violation.details


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
