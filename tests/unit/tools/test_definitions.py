import json
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from tools.cluster import Cluster
from tools.definitions import install
from tools.failure import Failure
from tools.steps import Step
from tools.subprocesses import Finished

GATEWAY = {"kind": "CustomResourceDefinition", "metadata": {"name": "gateways.example.com"}}
ROUTE = {"kind": "CustomResourceDefinition", "metadata": {"name": "routes.example.com"}}


class Server:
    """A fake cluster."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.given: list[Any] = []

    def kubectl(self, arguments: list[str], *, given: str = "", **_: Any) -> Finished:
        self.asked.append(" ".join(arguments))
        self.given.extend(json.loads(given)["items"] if given else [])
        return Finished(0, "")


def test_every_definition_of_a_folder_is_applied_and_awaited_and_the_rest_is_counted(tmp_path: Path) -> None:
    server, step = Server(), Step("definitions")
    (tmp_path / "a.yaml").write_text(yaml.safe_dump_all([GATEWAY, {"kind": "Namespace"}, None]))
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "b.yml").write_text(yaml.safe_dump(ROUTE))

    install(cast("Cluster", server), tmp_path, step)

    assert server.given == [GATEWAY, ROUTE]
    assert server.asked[1].endswith("crd/gateways.example.com crd/routes.example.com")
    assert step.result == "2 definitions; 1 other objects left out"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "does not exist; expected a YAML file or a folder of YAML files"),
        ("kind: Namespace", "has no CustomResourceDefinition; expected a YAML file with some"),
        ("a: [", "cannot be read: while parsing a flow node"),
    ],
)
def test_a_path_without_definitions_is_refused(tmp_path: Path, content: str | None, told: str) -> None:
    file = tmp_path / "crds.yaml"
    if content is not None:
        file.write_text(content)

    with pytest.raises(Failure, match=told):
        install(cast("Cluster", Server()), file, Step("definitions"))
