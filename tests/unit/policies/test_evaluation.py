from datetime import date

import pytest

from policies.environment import Environment
from policies.evaluation import Verdict, judge
from policies.exemptions import Exemption, Exemptions
from tests.unit.policies.objects import container, of, workload

STACK = [
    of("Service", spec={"selector": {"app.kubernetes.io/name": "web"}}),
    workload(container(image="nginx"), spec={"replicas": 1}),
]
NONE = Exemptions((), (), date(2030, 1, 1))


def names(verdict: Verdict) -> tuple[list[str], list[str]]:
    return [each.rule.name for each in verdict.mandatory], [each.rule.name for each in verdict.advisory]


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ("production", (["image-version", "image-digest", "replicas", "disruption-budget"], [])),
        ("development", ([], ["image-version"])),
    ],
)
def test_production_is_stopped_by_everything_and_development_advised_of_what_is_asked_of_it(
    environment: Environment, expected: tuple[list[str], list[str]]
) -> None:
    assert names(judge(STACK, environment, NONE)) == expected


def test_an_exemption_takes_away_what_it_is_for_and_nothing_else() -> None:
    one = Exemption(
        policy="replicas",
        stack="prod",
        object="Deployment shop.web",
        reason="one writer at a time",
        expires=date(2030, 1, 1),
    )

    assert names(judge(STACK, "production", Exemptions([one], (), date(2030, 1, 1)))) == (
        ["image-version", "image-digest", "disruption-budget"],
        [],
    )
    assert "exemption-expired" in names(judge(STACK, "production", Exemptions([one], (), date(2030, 1, 2))))[0]
    assert names(judge([], "production", Exemptions([one], (), date(2030, 1, 1)))) == ([], ["exemption-unused"])
