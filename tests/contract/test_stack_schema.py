"""The JSON Schema of stack files says what the models say, as far as a schema can."""

import json
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from jsonschema import Draft7Validator  # type: ignore[import-untyped]  # it has no types

from offline.program import ROOT
from slipway.settings.engine_yaml import as_json, read_yaml
from slipway.settings.kinds import AnyApp
from slipway.settings.stack import StackSettings
from tests.invalid_stacks import spoilt
from tests.stack_schema import BEYOND_A_SCHEMA, refused, underlined, written
from tests.valid_settings import settings_of
from tests.valid_stacks import EMPTY_NAMESPACES, stacks
from tools.stack_schema import FILE, text

STACK_FILES = sorted(
    file
    for folder in (ROOT, ROOT / "examples", ROOT / "tests")
    for file in (folder.rglob("*.yaml") if folder.name == "tests" else folder.glob("Pulumi.*.yaml"))
    if "\n  slipway:environment:" in file.read_text()
)
STACKS = stacks(settings_of(AnyApp), EMPTY_NAMESPACES)
MADE_UP = hypothesis.settings(
    max_examples=100, derandomize=True, database=None, suppress_health_check=list(hypothesis.HealthCheck)
)


def test_the_schema_is_fresh() -> None:
    assert FILE.read_text() == text(), "run `make docs`"


def test_the_schema_is_one() -> None:
    Draft7Validator.check_schema(json.loads(FILE.read_text()))


def test_stack_files_of_every_folder_are_among_them() -> None:
    assert {file.parent.name for file in STACK_FILES} >= {ROOT.name, "examples", "tests", "secrets", "network"}


@pytest.mark.parametrize("file", STACK_FILES, ids=lambda file: file.name)
def test_every_stack_file_is_valid(file: Path) -> None:
    assert underlined(as_json(read_yaml(file.read_text()))) == []


@MADE_UP
@hypothesis.given(STACKS)
def test_what_the_models_accept_the_schema_accepts(stack: dict[str, Any]) -> None:
    assert underlined(written(stack)) == []


@MADE_UP
@hypothesis.given(settings_of(StackSettings))
def test_so_it_does_outside_the_apps(stack: dict[str, Any]) -> None:
    assert underlined(written(stack)) == []


@MADE_UP
@hypothesis.given(spoilt(STACKS))
def test_the_schema_refuses_what_the_models_refuse_as_far_as_it_can(changed: list[dict[str, Any]]) -> None:
    for stack in changed:
        hypothesis.event("valid" if refused(stack) is None else "refused")


def test_what_a_schema_cannot_say_is_a_rule_in_code() -> None:
    sources = "".join(file.read_text() for file in (ROOT / "slipway" / "settings").glob("*.py"))

    assert [words for words in BEYOND_A_SCHEMA if words not in sources.replace('\\"', '"')] == []
