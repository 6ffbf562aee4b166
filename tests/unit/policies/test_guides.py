import pytest

from policies import guides
from policies.evaluation import ALL

LINKS = {name: value for name, value in vars(guides).items() if name.isupper()}


@pytest.mark.parametrize("name", LINKS)
def test_every_guide_is_the_reason_of_some_rule(name: str) -> None:
    assert [rule.name for rule in ALL if LINKS[name] in rule.link]


def test_guides_are_told_together_behind_the_reason() -> None:
    assert guides.sources(guides.RBAC, guides.cis("5.1.3")) == (
        "(https://kubernetes.io/docs/concepts/security/rbac-good-practices/, CIS 5.1.3)"
    )
