from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.exemptions import ABOUT, EXPIRED, UNKNOWN, UNREADABLE, UNUSED, Exemptions
from policies.images import IMAGE_VERSION
from policies.rule import About, Violation
from slipway.settings.policies import ExemptionSettings
from tests.unit.policies.objects import container, workload

POLICIES = ("image-version", "replicas")
LAST = date(2030, 1, 31)


def exemption(policy: str = "image-version", object_: str = "Deployment shop.web") -> ExemptionSettings:
    return ExemptionSettings(policy=policy, object=object_, reason="the vendor tags nothing else", expires=LAST)


def exemptions(*listed: ExemptionSettings, on: date = LAST) -> Exemptions:
    return Exemptions(listed, (), POLICIES, on)


def violation() -> Violation:
    [found] = IMAGE_VERSION.violations(workload(container(image="nginx")))
    return found


def test_it_excuses_the_object_from_the_policy_until_its_last_day() -> None:
    assert exemptions(exemption()).excuse(violation())
    assert list(exemptions(exemption()).violations([violation()])) == []


def test_the_day_after_it_excuses_nothing_and_says_so_itself() -> None:
    late = exemptions(exemption(), on=LAST + timedelta(days=1))
    [said] = late.violations([violation()])

    assert not late.excuse(violation())
    assert said.rule is EXPIRED
    assert said.findings[0].message == (
        "the exemption of Deployment shop.web from image-version expired on 2030-01-31; "
        "its reason was: the vendor tags nothing else"
    )


@given(st.integers(min_value=-4000, max_value=4000))
def test_on_every_day_it_either_holds_or_is_a_violation(days: int) -> None:
    that_day = exemptions(exemption(), on=LAST + timedelta(days=days))

    assert that_day.excuse(violation()) == (days <= 0)
    assert [each.rule for each in that_day.violations([violation()])] == ([] if days <= 0 else [EXPIRED])


@pytest.mark.parametrize(
    ("policy", "object_"),
    [
        ("image-version", "Deployment shop.api"),
        ("image-version", "StatefulSet shop.web"),
        ("replicas", "Deployment shop.web"),
    ],
)
def test_it_excuses_nothing_else(policy: str, object_: str) -> None:
    assert not exemptions(exemption(policy, object_)).excuse(violation())


def test_one_that_excuses_nothing_is_reported() -> None:
    [said] = exemptions(exemption()).violations([])

    assert said.rule is UNUSED
    assert "the exemption of Deployment shop.web from image-version covers no violation" in str(said)


@pytest.mark.parametrize("rule", ABOUT, ids=lambda rule: rule.name)
def test_the_fix_is_not_in_the_settings_of_an_app(rule: About) -> None:
    assert not rule.within


def test_an_unknown_policy_is_reported_with_the_nearest_name() -> None:
    [said] = exemptions(exemption("image-verison")).violations([violation()])

    assert said.rule is UNKNOWN
    assert said.findings[0].message == (
        "the exemption of Deployment shop.web from image-verison: unknown policy; did you mean image-version?"
    )


def test_the_other_exemptions_hold_beside_one_from_an_unknown_policy() -> None:
    assert exemptions(exemption("image-verison"), exemption()).excuse(violation())


def test_each_mistake_of_the_stack_file_is_a_violation() -> None:
    broken = Exemptions(
        (), ("policies.registrys: unknown setting", "policies.exemptions: expected a list"), POLICIES, LAST
    )
    said = list(broken.violations([violation()]))

    assert {each.rule for each in said} == {UNREADABLE}
    assert [each.findings[0].message for each in said] == list(broken.problems)
