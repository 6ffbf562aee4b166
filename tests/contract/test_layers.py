"""The direction of imports, checked by import-linter (pyproject.toml)."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LINT, "--no-cache", "--config", str(ROOT / "pyproject.toml")]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_imports_go_one_way() -> None:
    result = lint(ROOT)

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "forbidden"),
    [
        ("slipway/settings/planted.py", "import pulumi"),
        ("slipway/blocks/planted.py", "import components"),
        ("slipway/settings/planted.py", "from slipway import checks"),
        ("slipway/topology/planted.py", "import slipway.checks"),
        ("stack/planted.py", "import tools"),
        ("policies/planted.py", "import components"),
        ("policies/evaluation.py", "import pulumi_policy"),
    ],
)
def test_a_planted_violation_is_found(tmp_path: Path, module: str, forbidden: str) -> None:
    inside = ("schema", "settings", "topology", "checks", "blocks")
    for package in (
        "slipway",
        *(f"slipway/{each}" for each in inside),
        "components",
        "stack",
        "policies",
        "offline",
        "drift",
        "tools",
    ):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    (tmp_path / "policies" / "evaluation.py").touch()
    (tmp_path / module).write_text(f"{forbidden}\n")

    result = lint(tmp_path)

    assert result.returncode == 1, result.stdout + result.stderr
    assert "1 broken" in result.stdout
