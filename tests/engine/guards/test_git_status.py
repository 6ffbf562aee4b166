"""Production is deployed from committed files only."""

import shutil
from pathlib import Path

import pytest

from tests.engine.stack_under_test import StackUnderTest
from tests.repository import git
from tools.layout import PROJECT

PROGRAM = ["__main__.py", "slipway", "components", "stack"]
MOUNTING = "apps: {web: {image: web:1.0, port: 80, repositoryFiles: {/etc/web/web.conf: local.conf}}}, "


@pytest.fixture
def tree(guarded: StackUnderTest) -> Path:
    """The program in a separate repository without commits. Its stack is in production."""
    root = guarded.engine.program
    for name in PROGRAM:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, root / name)
        else:
            shutil.copy(source, root / name)
    project = guarded.engine.program / "Pulumi.yaml"
    project.write_text(project.read_text().replace(f"main: {PROJECT}\n", "main: .\n"))
    guarded.file.write_text(guarded.file.read_text().replace("environment: development", "environment: production"))
    git(root, "init", "--quiet")
    return root


def test_an_edit_stops_production_until_it_is_committed(guarded: StackUnderTest, tree: Path) -> None:
    preview = guarded.run("preview", check=False)
    refused = guarded.up(check=False)
    git(tree, "add", ".")
    git(tree, "commit", "--quiet", "-m", "all of it")

    guarded.up()

    (tree / ".gitignore").write_text("local.conf\n.gitignore\n")
    (tree / "local.conf").write_text("color = blue")
    with guarded.edited("configMaps:", MOUNTING + "configMaps:"):
        git(tree, "commit", "--quiet", "--all", "-m", "mounts what git ignores")
        ignored = guarded.up(check=False)
    git(tree, "commit", "--quiet", "--all", "-m", "mounts nothing")

    assert preview.code == 0
    assert "git: production is deployed from committed files only" in preview.out
    assert refused.code != 0
    assert "git: production is deployed from committed files only" in refused.out
    assert guarded.get("namespace", "default", "guarded")
    assert ignored.code != 0
    assert "deployed from committed files only; not committed: local.conf; " in ignored.out
