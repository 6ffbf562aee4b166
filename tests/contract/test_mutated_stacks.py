"""Whatever a stack file says, the outcome is a rendering, or lines with a path and a reason: never a traceback."""

import random
import re
from pathlib import Path
from typing import Any

import pulumi
import pytest
import yaml

from offline.manifests import manifests
from offline.program import ROOT, record_stack
from slipway.settings.engine_yaml import Unreadable
from tests.mutated_stacks import mutated

FILES = {
    **{stack: ROOT / f"Pulumi.{stack}.yaml" for stack in ("dev", "prod")},
    **{name: ROOT / "tests" / f"{name}.yaml" for name in ("every-option", "every-kind", "every-connection")},
}
TIMES = 5
PATH = re.compile(r"  Pulumi\.mutated\.yaml:\d+: \S.*: .+|  and \d+ more")


def config_of(file: Path) -> dict[str, Any]:
    config: dict[str, Any] = yaml.safe_load(file.read_text())["config"]
    return config


def refusal(tmp_path: Path, text: str) -> str:
    """The refusal of a stack file; empty for a rendering."""
    file = tmp_path / "Pulumi.mutated.yaml"
    file.write_text(text, encoding="utf-8")
    try:
        manifests(record_stack("mutated", file))
    except (pulumi.RunError, Unreadable) as error:
        return str(error)
    return ""


def lines_without_path(refused: str) -> list[str]:
    """The lines that do not tell the file, the line and the setting."""
    head, *lines = refused.splitlines()
    named = lines == [] or head.startswith("Pulumi.mutated.yaml")
    return [*([] if named else [head]), *(line for line in lines if not PATH.fullmatch(line))]


@pytest.mark.parametrize("name", FILES)
def test_a_mutated_stack_file_is_rendered_or_refused_with_paths(tmp_path: Path, name: str) -> None:
    made_by = random.Random(name)  # noqa: S311  # no secret
    config = config_of(FILES[name])
    refused = [refusal(tmp_path, mutated(made_by, config)) for _ in range(TIMES)]

    assert any(refused)
    assert [each for each in refused if each and lines_without_path(each)] == []
