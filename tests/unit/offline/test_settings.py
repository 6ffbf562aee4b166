from pathlib import Path

import pulumi
import pytest

from offline.program import ROOT
from offline.settings import recorded_settings


def test_the_settings_of_a_stack_are_those_of_its_file() -> None:
    assert "course-prod" in recorded_settings("prod").namespaces


def test_a_file_can_stand_in_for_that_of_the_stack() -> None:
    assert "options" in recorded_settings("prod", ROOT / "tests" / "every-option.yaml").namespaces


def test_what_the_program_refuses_has_no_settings(tmp_path: Path) -> None:
    file = tmp_path / "Pulumi.broken.yaml"
    file.write_text("config: {slipway:environment: nowhere}\n")

    with pytest.raises(pulumi.RunError, match="environment"):
        recorded_settings("broken", file)
