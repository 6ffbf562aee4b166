"""The policy pack in the engine: what it stops, what it lets pass, and that it says everything at once."""

import re
from collections.abc import Callable
from pathlib import Path

from offline.policy_check import evaluate_stack
from tests.engine.policy.conftest import BAD, GOOD, SMALL, Stack
from tools.layout import PROJECT

PACK = ("--policy-pack", str(PROJECT / "policies"))
Exempting = Callable[[str], Path]


def said(output: str) -> set[tuple[str, str, str]]:
    """Each violation that the engine printed: its level, its policy and its object."""
    lines = re.findall(r"- \[(\w+)\] +(\S+) +\(kubernetes:\S+:(\w+): (\S+)\)", output)
    return {(level, policy, f"{kind} {name}") for level, policy, kind, name in lines}


def exemption(expires: str) -> str:
    policies = ("replicas", "disruption-budget")
    about = f"stack: prod, object: Deployment pack.web, reason: one writer at a time, expires: {expires}"
    return "\n".join(f"- {{policy: {policy}, {about}}}" for policy in policies)


def test_a_bad_production_stack_is_stopped_with_every_violation_at_once(stack: Stack) -> None:
    prod = stack("prod", BAD)
    preview = prod.run("preview", *PACK, check=False)
    verdict = evaluate_stack("prod", prod.file)

    assert preview.code != 0
    assert {each.rule.name for each in verdict.mandatory} == {
        "image-digest",
        "image-registry",
        "replicas",
        "disruption-budget",
        "claim-retention",
    }
    assert said(preview.out) == {("mandatory", each.rule.name, each.object.title) for each in verdict.mandatory}
    for violation in verdict.mandatory:
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


def test_development_is_advised_of_the_same_faults_and_goes_on(stack: Stack) -> None:
    dev = stack("dev", BAD.replace("production", "development"))
    update = dev.run("up", "--yes", "--skip-preview", *PACK)

    assert said(update.out) == {("advisory", "image-registry", "Deployment pack.web")}
    assert len(dev.pods("pack", "web")) == 1


def test_an_exemption_holds_until_its_last_day(stack: Stack, exempting: Exempting) -> None:
    preview = stack("prod", SMALL).run("preview", "--policy-pack", str(exempting(exemption("2999-12-31"))))

    assert said(preview.out) == set()


def test_an_expired_exemption_stops_it_and_says_so_beside_what_it_excused(stack: Stack, exempting: Exempting) -> None:
    pack = exempting(exemption("2020-01-01"))
    preview = stack("prod", SMALL).run("preview", "--policy-pack", str(pack), check=False)

    assert preview.code != 0
    assert said(preview.out) == {
        ("mandatory", "replicas", "Deployment pack.web"),
        ("mandatory", "disruption-budget", "Deployment pack.web"),
    }
    for policy in ("replicas", "disruption-budget"):
        assert f"the exemption of Deployment pack.web from {policy} expired on 2020-01-01" in preview.out
