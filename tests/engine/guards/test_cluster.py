"""The check of the cluster's identity, independent of the name of its context."""

from typing import cast

import pytest

from tests.engine.stack_under_test import StackUnderTest
from tools.cluster import Cluster
from tools.cluster_identity import refuse_another
from tools.failure import Failure
from tools.subprocesses import Finished

ANOTHER = "6f1c2b9e-4a57-4f0e-9d3c-0a8f5b7e2d11"


class Other:
    """Another cluster with the same context name."""

    def kubectl(self, arguments: list[str]) -> Finished:
        assert arguments[-2:] == ["--context", "kwok-slipway"]
        return Finished(0, ANOTHER)


@pytest.mark.parametrize("command", [["preview"], ["up", "--yes", "--skip-preview"]], ids=["preview", "up"])
def test_another_cluster_under_the_same_context_is_refused_before_anything_is_made(
    guarded: StackUnderTest, command: list[str]
) -> None:
    uid = guarded.get("namespace", "default", "kube-system")["metadata"]["uid"]

    with guarded.edited(uid, ANOTHER):
        refused = guarded.run(*command, check=False)

    assert refused.code != 0
    assert (
        f"this stack belongs to the cluster {ANOTHER}, but the kube context kwok-slipway leads to {uid}" in refused.out
    )
    assert "Traceback" not in refused.out + refused.err
    made = [each["urn"] for each in guarded.resources().values() if each["type"].startswith("kubernetes:")]
    assert [urn for urn in made if not urn.endswith(":Namespace::kube-system")] == []
    assert "Namespace guarded" not in guarded.objects()


def test_its_own_cluster_is_deployed_to_and_asked_at_every_update(guarded: StackUnderTest) -> None:
    guarded.up()

    assert "Namespace <none> guarded" in guarded.objects()
    assert guarded.unchanged().code == 0


def test_a_destroy_is_refused_on_another_cluster_than_that_of_the_last_update(guarded: StackUnderTest) -> None:
    guarded.up()

    refuse_another(guarded.engine, guarded.name, guarded.cluster)
    with pytest.raises(Failure, match=rf"behind the kube context kwok-slipway is {ANOTHER}; nothing was destroyed"):
        refuse_another(guarded.engine, guarded.name, cast("Cluster", Other()))


def test_a_state_that_has_no_identity_yet_gets_one_without_anything_being_made_anew(guarded: StackUnderTest) -> None:
    uid = guarded.get("namespace", "default", "kube-system")["metadata"]["uid"]
    with guarded.edited(f", uid: {uid}", ""):
        guarded.up()
    before = guarded.get("namespace", "default", "guarded")["metadata"]["uid"]

    guarded.up()

    assert guarded.get("namespace", "default", "guarded")["metadata"]["uid"] == before
