import json
from pathlib import Path
from typing import Any, cast

import pytest

from tests.unit.drift.objects import INPUTS, answered
from tools.cluster import Cluster
from tools.engine import Engine
from tools.layout import Layout
from tools.pending_creations import resolve
from tools.steps import Step
from tools.subprocesses import Finished

URN = "urn:pulumi:dev::slipway::kubernetes:apps/v1:Deployment::shop.web"
PENDING: dict[str, Any] = {
    "type": "creating",
    "resource": {"urn": URN, "type": "kubernetes:apps/v1:Deployment", "inputs": INPUTS},
}


class Backend:
    """A fake engine whose state holds these pending operations."""

    def __init__(self, *pending: dict[str, Any], home: Path = Path()) -> None:
        self.pending = pending
        self.layout = Layout(home=home)
        self.told: list[str] = []
        self.imported: dict[str, Any] = {}

    def run(self, arguments: list[str], *, stack: str) -> Finished:
        assert stack == "dev"
        self.told.append(" ".join(arguments))
        if "import" in arguments:
            self.imported = json.loads(Path(arguments[-1]).read_text())
        return Finished(0, json.dumps({"deployment": {"resources": [], "pending_operations": self.pending}}))


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
        (True, [{**PENDING["resource"], "id": "shop/web"}], "took in 1 objects that it had made, 0"),
        (False, [], "took in 0 objects that it had made, 1"),
    ],
)
def test_what_was_made_is_taken_in_and_the_rest_is_forgotten(
    tmp_path: Path,
    exists: bool,  # noqa: FBT001
    taken_in: list[object],
    told: str,
) -> None:
    backend, said = Backend(PENDING, home=tmp_path), list[str]()

    resolve(cast("Engine", backend), "dev", cast("Cluster", Server(exists=exists)), Step("objects", said.append))

    assert backend.told[1:] == [
        f"stack import --file {tmp_path / 'dev.state.json'}",
        "refresh --yes --skip-preview --clear-pending-creates",
    ]
    assert backend.imported["deployment"]["resources"] == taken_in
    assert [*tmp_path.iterdir()] == []
    assert said == [f"    an earlier command was cut short: {told} were not made"]


def test_without_any_nothing_is_asked() -> None:
    backend = Backend()

    resolve(cast("Engine", backend), "dev", cast("Cluster", None), Step("objects"))

    assert backend.told == ["stack export"]
