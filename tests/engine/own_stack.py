"""A stack with a settings file and a passphrase from a test, for the program of this project."""

from pathlib import Path

from tests.engine.stack_under_test import StackUnderTest
from tools.cluster import Cluster
from tools.engine import Engine
from tools.layout import PROJECT

PROJECT_FILE = f"""
name: slipway
main: {PROJECT}
runtime: {{name: python, options: {{virtualenv: {PROJECT / ".venv"}}}}}
"""


def own_stack(
    name: str, text: str, engine: Engine, cluster: Cluster, folder: Path, *, passphrase: str | None = None
) -> StackUnderTest:
    """A stack of this project with the settings `text`, before its first deployment. The default passphrase is its
    name.
    """
    (folder / "Pulumi.yaml").write_text(PROJECT_FILE)
    (folder / f"Pulumi.{name}.yaml").write_text(text)
    surroundings = {**engine.surroundings, "PULUMI_CONFIG_PASSPHRASE": passphrase or name}
    own = Engine(engine.layout, surroundings=surroundings, program=folder)
    own.ensure_stack(name)
    return StackUnderTest(name, own, cluster, folder)
