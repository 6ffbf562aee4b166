import json
from typing import Any, cast

import pytest

from tests.unit.drift.objects import INPUTS, answered
from tools.cluster import Cluster
from tools.engine import Engine
from tools.pending_creations import resolve
from tools.steps import Step
from tools.subprocesses import Finished

URN = "urn:pulumi:dev::slipway::kubernetes:apps/v1:Deployment::shop.web"
PENDING = {
    "type": "creating",
    "resource": {"urn": URN, "type": "kubernetes:apps/v1:Deployment", "inputs": INPUTS},
}


class Backend:
    """A fake engine whose state holds these pending operations."""

    def __init__(self, *pending: dict[str, Any]) -> None:
        self.pending = pending
        self.told: list[str] = []

    def run(self, arguments: list[str], *, stack: str) -> Finished:
        assert stack == "dev"
        self.told.append(" ".join(arguments))
        return Finished(0, json.dumps({"deployment": {"pending_operations": self.pending}}))


class Server:
    """A fake cluster in which the Deployment exists, or not."""

    def __init__(self, *, exists: bool) -> None:
        self.exists = exists

    def kubectl(self, arguments: list[str], **_: Any) -> Finished:
        if arguments[0] == "api-resources":
            return Finished(0, "deployments deploy apps/v1 true Deployment\nnamespaces ns v1 false Namespace")
        if "-n" in arguments:
            return Finished(0, json.dumps({"items": [answered()] if self.exists else []}))
        return Finished(0, json.dumps({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "shop"}}))


@pytest.mark.parametrize(
    ("exists", "taken_in", "told"),
    [
        (
            True,
            f" --import-pending-creates={URN} --import-pending-creates=shop/web",
            "took in 1 objects that it had made, 0",
        ),
        (False, "", "took in 0 objects that it had made, 1"),
    ],
)
def test_what_was_made_is_taken_in_and_the_rest_is_forgotten(exists: bool, taken_in: str, told: str) -> None:  # noqa: FBT001
    backend, said = Backend(PENDING), list[str]()

    resolve(cast("Engine", backend), "dev", cast("Cluster", Server(exists=exists)), Step("objects", said.append))

    assert backend.told[1:] == [f"refresh --yes --skip-preview --clear-pending-creates{taken_in}"]
    assert said == [f"    an earlier command was cut short: {told} were not made"]


def test_without_any_nothing_is_asked() -> None:
    backend = Backend()

    resolve(cast("Engine", backend), "dev", cast("Cluster", None), Step("objects"))

    assert backend.told == ["stack export"]
