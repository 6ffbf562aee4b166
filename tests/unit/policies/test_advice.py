from dataclasses import replace

from policies.advice import advised
from policies.images import IMAGE_VERSION
from policies.probes import SERVING_PROBES
from policies.rule import About, Finding, Violation
from tests.unit.policies.objects import workload


def violation(name: str, rule: About = IMAGE_VERSION) -> Violation:
    return Violation(rule, replace(workload(), pulumi_name=name), (Finding("spec", "expected another"),))


def test_each_rule_is_one_line_however_many_objects_break_it() -> None:
    text = advised([violation("shop.web"), violation("shop.api"), violation("shop.web", SERVING_PROBES)])

    assert text == (
        "image-version: Deployment shop.api and 1 more: Every image has a version other than latest.\n"
        f"probes: Deployment shop.web: {SERVING_PROBES.requirement}\n"
        "each object and its fix: .venv/bin/python -m offline.check <stack> --advice"
    )


def test_without_violations_there_is_nothing_to_advise() -> None:
    assert advised([]) is None
