"""The components in a Pulumi program that is not this one."""

import shutil
from pathlib import Path

from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine
from tools.layout import PROJECT

EXAMPLE = PROJECT / "examples" / "own_program"
PASSWORD = "tulip-of-the-own-program"


def test_components_can_be_deployed_by_somebodys_own_program(
    engine: Engine, cluster: EmbeddedCluster, tmp_path: Path
) -> None:
    for relative, place in {".venv": PROJECT / ".venv", "components": PROJECT / "components"}.items():
        (tmp_path / relative).symlink_to(place)
    (tmp_path / "settings").symlink_to(PROJECT / "settings")
    (tmp_path / "blocks").symlink_to(PROJECT / "blocks")
    folder = tmp_path / "examples" / "own_program"
    shutil.copytree(EXAMPLE, folder)
    (folder / "Pulumi.mine.yaml").touch()
    theirs = Engine(
        engine.layout, surroundings={**engine.surroundings, "PULUMI_CONFIG_PASSPHRASE": "mine"}, program=folder
    )
    theirs.ensure_stack("mine")
    theirs.run(["config", "set", "--secret", "password", PASSWORD], stack="mine")

    theirs.run(["up", "--yes", "--skip-preview", "--non-interactive"], stack="mine")

    assert theirs.outputs("mine") == {
        "url": "http://web.own-shop.svc:8080",
        "database": "http://database.own-shop.svc:5432",
    }
    ready = ["get", "deployment,statefulset", "-n", "own-shop", "-o", "jsonpath={.items[*].status.readyReplicas}"]
    assert cluster.kubectl(ready).out == "2 1"
    assert PASSWORD not in theirs.run(["stack", "export"], stack="mine").out
    theirs.run(["destroy", "--yes", "--skip-preview", "--non-interactive"], stack="mine")
    theirs.remove_stack("mine")
