from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.exemptions import EXPIRED, UNREADABLE, UNUSED, Exemption, Exemptions
from policies.images import IMAGE_VERSION
from policies.rule import Violation
from tests.unit.policies.objects import container, workload

POLICIES = ("image-version", "replicas")
LAST = date(2030, 1, 31)
LINE = (
    "- {policy: image-version, stack: prod, object: Deployment shop.web, "
    "reason: the vendor tags nothing else, expires: 2030-01-31}\n"
)


def violation() -> Violation:
    [found] = IMAGE_VERSION.violations(workload(container(image="nginx")))
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "exemptions.yaml"


def read(file: Path, text: str = LINE, stack: str = "prod", on: date = LAST) -> Exemptions:
    file.write_text(text)
    return Exemptions.read(stack, POLICIES, file=file, on=on)


def test_it_excuses_the_object_from_the_policy_until_its_last_day(file: Path) -> None:
    assert read(file).excuse(violation())
    assert list(read(file).violations([violation()])) == []


def test_the_day_after_it_excuses_nothing_and_says_so_itself(file: Path) -> None:
    late = read(file, on=LAST + timedelta(days=1))
    [said] = late.violations([violation()])

    assert not late.excuse(violation())
    assert said.rule is EXPIRED
    assert said.findings[0].message == (
        "the exemption of Deployment shop.web from image-version expired on 2030-01-31 and holds no more; "
        "its reason was: the vendor tags nothing else"
    )


@given(st.integers(min_value=-4000, max_value=4000))
def test_on_every_day_it_either_holds_or_is_a_violation(days: int) -> None:
    one = Exemption(
        policy="image-version", stack="prod", object="Deployment shop.web", reason="a good reason", expires=LAST
    )
    that_day = Exemptions([one], (), LAST + timedelta(days=days))

    assert that_day.excuse(violation()) == (days <= 0)
    assert [each.rule for each in that_day.violations([violation()])] == ([] if days <= 0 else [EXPIRED])


@pytest.mark.parametrize(
    ("old", "new"), [("shop.web", "shop.api"), ("Deployment", "StatefulSet"), ("image-version", "replicas")]
)
def test_it_excuses_nothing_else(file: Path, old: str, new: str) -> None:
    assert not read(file, LINE.replace(old, new)).excuse(violation())


def test_it_is_for_its_stack_alone(file: Path) -> None:
    dev = read(file, stack="dev")

    assert not dev.excuse(violation())
    assert list(dev.violations([])) == []


def test_one_that_excuses_nothing_is_reported(file: Path) -> None:
    [said] = read(file).violations([])

    assert said.rule is UNUSED
    assert "the exemption of Deployment shop.web from image-version excuses nothing" in str(said)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LINE.replace("image-version", "image-verison"), "image-verison: unknown policy; did you mean image-version?"),
        (LINE.replace("stack: prod, ", ""), "0.stack: missing, but required"),
        (LINE.replace(", expires: 2030-01-31", ""), "0.expires: missing, but required"),
        (LINE.replace("2030-01-31", "soon"), "0.expires: "),
        (
            LINE.replace("the vendor tags nothing else", "no"),
            "0.reason: expected a reason of at least 10 characters, on one line",
        ),
        (LINE.replace("stack", "stak"), "0.stak: unknown setting; did you mean stack?"),
        ("exemptions: {}", "expected a list of exemptions; got a mapping"),
        ("- {", "expected YAML; "),
    ],
)
def test_with_a_mistake_in_the_file_no_exemption_holds_and_the_mistake_is_a_violation(
    file: Path, text: str, expected: str
) -> None:
    broken = read(file, LINE + text if text.startswith("- {policy") else text)
    said = list(broken.violations([violation()]))

    assert not broken.excuse(violation())
    assert {each.rule for each in said} == {UNREADABLE}
    assert any(each.findings[0].message.removeprefix("1").startswith(expected.removeprefix("0")) for each in said)


def test_an_empty_file_exempts_nothing(file: Path) -> None:
    assert read(file, "# nothing\n").listed == []
