"""A component alone, in a Pulumi program that is not this one."""

from pathlib import Path

from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine
from tools.layout import PROJECT

PROJECT_FILE = f"""
name: somebody-elses
runtime: {{name: python, options: {{virtualenv: {PROJECT / ".venv"}}}}}
"""
PROGRAM = f"""
import sys

import pulumi
from pulumi_kubernetes.core.v1 import Namespace

sys.path.insert(0, {str(PROJECT)!r})
from components import StatelessApp
from settings import StatelessAppSettings

shop = Namespace("shop", metadata={{"name": "own-shop"}})
web = StatelessApp("web", StatelessAppSettings(image="nginx:1.29", port=8080), namespace=shop.metadata.name)
pulumi.export("url", web.url)
"""


def test_an_app_can_be_deployed_by_somebodys_own_program(
    engine: Engine, cluster: EmbeddedCluster, tmp_path: Path
) -> None:
    (tmp_path / "Pulumi.yaml").write_text(PROJECT_FILE)
    (tmp_path / "__main__.py").write_text(PROGRAM)
    (tmp_path / "Pulumi.mine.yaml").touch()
    theirs = Engine(
        engine.layout, surroundings={**engine.surroundings, "PULUMI_CONFIG_PASSPHRASE": "mine"}, program=tmp_path
    )
    theirs.ensure_stack("mine")

    theirs.run(["up", "--yes", "--skip-preview", "--non-interactive"], stack="mine")

    assert theirs.outputs("mine") == {"url": "http://web.own-shop.svc:8080"}
    ready = ["get", "deployment", "web", "-n", "own-shop", "-o", "jsonpath={.status.readyReplicas}"]
    assert cluster.kubectl(ready).out == "1"
    theirs.run(["destroy", "--yes", "--skip-preview", "--non-interactive"], stack="mine")
    theirs.remove_stack("mine")
