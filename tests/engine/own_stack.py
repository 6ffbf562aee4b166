"""A stack that a test writes itself: the project's program, a settings file and a passphrase of its own."""

from pathlib import Path

from tests.engine.stack_under_test import StackUnderTest
from tools.cluster import Cluster
from tools.engine import Engine
from tools.layout import PROJECT

PROJECT_FILE = f"""
name: slipway
runtime: {{name: python, options: {{virtualenv: {PROJECT / ".venv"}}}}}
"""
PROGRAM = f"""
import runpy
import sys

sys.path.insert(0, {str(PROJECT)!r})
runpy.run_path({str(PROJECT / "__main__.py")!r}, run_name="__main__")
"""


def own_stack(name: str, text: str, engine: Engine, cluster: Cluster, folder: Path) -> StackUnderTest:
    """A stack of this project whose settings are `text`; nothing is deployed yet."""
    (folder / "Pulumi.yaml").write_text(PROJECT_FILE)
    (folder / "__main__.py").write_text(PROGRAM)
    (folder / f"Pulumi.{name}.yaml").write_text(text)
    surroundings = {**engine.surroundings, "PULUMI_CONFIG_PASSPHRASE": name}
    own = Engine(engine.layout, surroundings=surroundings, program=folder)
    own.ensure_stack(name)
    return StackUnderTest(name, own, cluster, folder)
