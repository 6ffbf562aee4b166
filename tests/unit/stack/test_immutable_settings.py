import pytest
from pulumi import ResourceHookArgs

from components.update_hooks import Refused
from stack.immutable_settings import refuse_changes
from tests.unit.stack.composed import composed

PROTECTED = {"environment": "production", "namespaces": ["shop"], "protected": ["shop"], "monitoring": ""}
GONE = {"environment": "production", "namespaces": [], "protected": [], "monitoring": "", "loadBalancers": {}}


def test_nothing_is_touched_before_the_stack_has_compared_itself() -> None:
    recording = composed({"shop": {"apps": {"web": {"image": "a:1", "port": 8080}}}})
    remembered = recording.one("Stash", "unchanging").urn

    assert remembered in recording.one("kubernetes", "cluster").dependencies


def test_a_refusal_tells_every_problem_with_its_path() -> None:
    stash = ResourceHookArgs(
        "urn", "id", "unchanging", "stash", old_inputs={"input": PROTECTED}, new_inputs={"input": GONE}
    )

    with pytest.raises(Refused, match=r"has 1 problem; nothing was changed\n  namespaces\.shop: holds production data"):
        refuse_changes(stash)


def test_what_stands_against_nothing_passes() -> None:
    refuse_changes(
        ResourceHookArgs("urn", "id", "unchanging", "stash", old_inputs={"input": GONE}, new_inputs={"input": GONE})
    )
