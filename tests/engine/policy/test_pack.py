"""The policy pack in the engine: it stops mandatory violations, and reports all violations at once."""

import re

import pytest

from offline.policy_check import evaluate_stack
from tests.engine.policy.conftest import BAD, EXEMPTED, GOOD, Stack
from tools.layout import PROJECT

PACK = ("--policy-pack", str(PROJECT / "policies"))


def said(output: str) -> set[tuple[str, str, str]]:
    """Each violation that the engine printed: its level, its policy and its object."""
    lines = re.findall(r"- \[(\w+)\] +(\S+) +\(kubernetes:\S+:(\w+): (\S+)\)", output)
    return {(level, policy, f"{kind} {name}") for level, policy, kind, name in lines}


def test_a_bad_production_stack_is_stopped_with_every_violation_at_once(stack: Stack) -> None:
    prod = stack("prod", BAD)
    preview = prod.run("preview", *PACK, check=False)
    evaluation = evaluate_stack("prod", prod.file)

    assert preview.code != 0
    assert {each.rule.name for each in evaluation.mandatory} == {
        "image-digest",
        "image-registry",
        "replicas",
        "disruption-budget",
        "claim-retention",
    }
    assert said(preview.out) == {("mandatory", each.rule.name, each.object.title) for each in evaluation.mandatory}
    for violation in evaluation.mandatory:
        for line in violation.details.splitlines():
            assert line in preview.out


def test_an_update_without_a_preview_stops_at_the_bad_object_too(stack: Stack) -> None:
    prod = stack("prod", BAD)
    update = prod.run("up", "--yes", "--skip-preview", *PACK, check=False)

    assert update.code != 0
    assert "mandatory" in {level for level, _, _ in said(update.out)}
    assert not {"Deployment", "StatefulSet"} & {each["type"].split(":")[-1] for each in prod.resources().values()}


def test_a_good_production_stack_passes_without_a_word(stack: Stack) -> None:
    preview = stack("prod", GOOD).run("preview", *PACK)

    assert "slipway@v1.0.0" in preview.out
    assert said(preview.out) == set()


def test_development_is_advised_of_the_same_faults_once_and_goes_on(stack: Stack) -> None:
    second = "        other: {image: registry.elsewhere.test/other:1.0, port: 8080}\n        store:"
    dev = stack("dev", BAD.replace("production", "development").replace("        store:", second))
    update = dev.run("up", "--yes", "--skip-preview", *PACK)

    assert said(update.out) == set()
    assert update.out.count("- [advisory]  advice") == 1
    assert "image-registry: Deployment pack.other and 1 more: Every image comes from a registry" in update.out
    assert len(dev.pods("pack", "web")) == 1


@pytest.mark.parametrize("day", ["2999-12-31", '"2999-12-31"'])
def test_an_exemption_holds_until_its_last_day(stack: Stack, day: str) -> None:
    preview = stack("prod", EXEMPTED.replace("DAY", day)).run("preview", *PACK)

    assert said(preview.out) == set()


def test_an_expired_exemption_stops_it_and_says_so_beside_what_it_excused(stack: Stack) -> None:
    preview = stack("prod", EXEMPTED.replace("DAY", "2020-01-01")).run("preview", *PACK, check=False)

    assert preview.code != 0
    assert said(preview.out) == {
        ("mandatory", "replicas", "Deployment pack.web"),
        ("mandatory", "disruption-budget", "Deployment pack.web"),
    }
    for policy in ("replicas", "disruption-budget"):
        assert f"the exemption of Deployment pack.web from {policy} expired on 2020-01-01" in preview.out


def test_an_exemption_from_an_unknown_policy_stops_it(stack: Stack) -> None:
    misspelt = EXEMPTED.replace("DAY", "2999-12-31").replace("policy: replicas", "policy: replica")
    preview = stack("prod", misspelt).run("preview", *PACK, check=False)

    assert preview.code != 0
    assert said(preview.out) == {("mandatory", "replicas", "Deployment pack.web")}
    assert "unknown policy; did you mean replicas?" in preview.out


def test_images_may_come_from_the_registries_of_the_stack_file_alone(stack: Stack) -> None:
    elsewhere = GOOD.replace("shop/web", "registry.elsewhere.test/web")
    listed = f"{elsewhere}  slipway:policies: {{registries: [registry.elsewhere.test]}}\n"
    preview = stack("prod", listed).run("preview", *PACK, check=False)

    assert preview.code != 0
    assert said(preview.out) == {("mandatory", "image-registry", "StatefulSet pack.store")}


def test_a_mistake_in_the_policies_is_refused_by_the_program(stack: Stack) -> None:
    preview = stack("prod", EXEMPTED.replace("DAY", "soon")).run("preview", *PACK, check=False)

    assert preview.code != 0
    assert "policies.exemptions.0.expires: expected a day, for example 2030-03-31" in preview.out
