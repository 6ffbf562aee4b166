"""Production is not deleted by mistake: not by a missing line, and not by a destroy."""

import pytest

from tests.engine.stack_under_test import StackUnderTest

PASSING = "    passing: {}\n"
DELETABLE = "    passing: {deletable: moved to another cluster}\n"


def everything(stack: StackUnderTest) -> tuple[set[str], dict[str, str], set[str]]:
    return stack.objects(), stack.versions(), set(stack.resources())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (PASSING, "", "namespaces.passing: holds production data and is protected"),
        ("    passing:", "    renamed:", "namespaces.passing: holds production data and is protected"),
        ("environment: production", "environment: development", "environment: this stack is in production"),
    ],
)
def test_what_would_delete_a_namespace_is_refused_before_anything_is_touched(
    lasting: StackUnderTest, old: str, new: str, said: str
) -> None:
    before = everything(lasting)

    with lasting.edited(old, new), lasting.edited("color: blue", "color: green"):
        refused = [lasting.run("preview", check=False), lasting.up(check=False)]

    for each in refused:
        assert each.code != 0
        assert "Pulumi.lasting.yaml has 1 problem; nothing was changed" in each.out, each.out
        assert said in each.out
        assert "Traceback" not in each.out + each.err
    assert everything(lasting) == before
    assert lasting.unchanged().code == 0


def test_a_destroy_is_refused_before_anything_is_touched(lasting: StackUnderTest) -> None:
    before = everything(lasting)

    refused = lasting.run("destroy", "--yes", "--skip-preview", check=False)

    assert refused.code != 0
    assert "Stash::production-data" in refused.out
    assert "because it is protected" in refused.out
    assert everything(lasting) == before
    assert lasting.unchanged().code == 0


def test_a_namespace_goes_once_the_stack_has_said_why(lasting: StackUnderTest) -> None:
    with lasting.edited(PASSING, DELETABLE):
        lasting.up()
    with lasting.edited(PASSING, ""):
        lasting.up()

        assert "passing" not in {each["metadata"]["name"] for each in lasting.get("namespaces")}
        assert lasting.unchanged().code == 0
