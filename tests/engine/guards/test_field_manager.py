"""The stack owns its fields, even after the loss of its state."""

from tests.engine.stack_under_test import StackUnderTest


def managers(stack: StackUnderTest) -> set[str]:
    metadata = stack.cluster.kubectl(
        ["get", "namespace", "guarded", "--show-managed-fields", "-o", "jsonpath={.metadata.managedFields[*].manager}"]
    )
    return set(metadata.out.split())


def test_fields_are_recorded_under_the_name_of_the_project(guarded: StackUnderTest) -> None:
    guarded.up()

    assert managers(guarded) == {"slipway"}


def test_a_stack_whose_state_is_lost_still_takes_back_what_it_had_set(guarded: StackUnderTest) -> None:
    guarded.up()
    guarded.engine.remove_stack("guarded")
    guarded.engine.ensure_stack("guarded")

    refused = guarded.up(check=False)
    assert "the namespace exists since" in refused.out
    assert "adopt: <reason>" in refused.out

    with guarded.edited("team: storefront, ", "adopt: the state was lost, "):
        guarded.up()

        assert "slipway.dev/team" not in guarded.get("namespace", "default", "guarded")["metadata"]["labels"]
        assert guarded.unchanged().code == 0
