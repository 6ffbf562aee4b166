from pathlib import Path

from tools.layout import Layout
from tools.target import Target
from tools.up import policies


def test_every_update_and_preview_is_judged_by_the_policies_of_the_project(tmp_path: Path) -> None:
    assert policies(Target(layout=Layout(project=tmp_path))) == ["--policy-pack", str(tmp_path / "policies")]
