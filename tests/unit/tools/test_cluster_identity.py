import json
from typing import Any, cast

import pytest

from tools.cluster import Cluster
from tools.cluster_identity import refuse_another
from tools.engine import Engine
from tools.failure import Failure
from tools.subprocesses import Finished


class State:
    """A fake engine with a state."""

    def __init__(self, *providers: dict[str, str]) -> None:
        self.resources: list[dict[str, Any]] = [{"type": "pulumi:pulumi:Stack"}]
        self.resources += [{"type": "pulumi:providers:kubernetes", "inputs": each} for each in providers]

    def run(self, arguments: list[str], *, stack: str) -> Finished:
        assert (arguments, stack) == (["stack", "export"], "prod")
        return Finished(0, json.dumps({"deployment": {"resources": self.resources}}))


class Clusters:
    """The clusters by context."""

    def __init__(self, **uids: str) -> None:
        self.uids = uids

    def kubectl(self, arguments: list[str]) -> Finished:
        _, _, context = " ".join(arguments).partition(" --context ")
        if context not in self.uids:
            raise Failure(f"there is no context {context}")
        return Finished(0, self.uids[context])


def refused(state: State, clusters: Clusters) -> str:
    with pytest.raises(Failure) as refusal:
        refuse_another(cast("Engine", state), "prod", cast("Cluster", clusters))
    return str(refusal.value)


def test_its_own_cluster_is_let_go() -> None:
    state = State({"context": "eu", "clusterIdentifier": "1"}, {"context": "eu", "clusterIdentifier": "1"})

    refuse_another(cast("Engine", state), "prod", cast("Cluster", Clusters(eu="1")))


def test_another_one_behind_the_same_context_is_not() -> None:
    assert refused(State({"context": "eu", "clusterIdentifier": "1"}), Clusters(eu="2")) == (
        "prod was deployed to the cluster 1, but the cluster behind the kube context eu is 2; nothing was destroyed"
    )


def test_without_a_context_the_current_one_is_asked() -> None:
    assert "the cluster behind the current kube context is 2" in refused(
        State({"clusterIdentifier": "1"}), Clusters(**{"": "2"})
    )


def test_a_cluster_that_does_not_answer_is_not_the_right_one() -> None:
    assert refused(State({"context": "gone", "clusterIdentifier": "1"}), Clusters()) == "there is no context gone"


def test_a_stack_that_names_no_cluster_belongs_to_none() -> None:
    refuse_another(cast("Engine", State({"context": "eu"})), "prod", cast("Cluster", Clusters()))
