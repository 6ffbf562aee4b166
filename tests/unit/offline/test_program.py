import os
from pathlib import Path

import pulumi
import pytest

from offline.program import record_stack

STACK = """
config:
  slipway:environment: development
  slipway:namespaces: {shop: {apps: {web: {image: "shop/web:1.0", port: 8080}}}}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A stack file outside the project, with another name."""
    path = tmp_path / "mine.yaml"
    path.write_text(STACK)
    return path


def test_a_file_takes_the_place_of_the_stacks_own(file: Path) -> None:
    recording = record_stack("dev", file)

    assert [each.name for each in recording.all("Deployment")] == ["shop.web"]
    assert {each.urn.split("::")[0] for each in recording.registrations} == {"urn:pulumi:dev"}


def test_what_the_program_refuses_is_raised_with_its_words(file: Path) -> None:
    file.write_text(STACK.replace("development", "staging"))

    with pytest.raises(pulumi.RunError, match="environment: expected one of development or production"):
        record_stack("dev", file)


def test_one_recording_leaves_nothing_of_its_configuration_behind(file: Path) -> None:
    before = dict(os.environ)
    record_stack("dev", file)

    assert dict(os.environ) == before
    assert record_stack("dev", file).registrations == record_stack("dev", file).registrations
