"""Rules for the content of the stack files."""

import json
from pathlib import Path

import pytest
import yaml

from offline.program import ROOT
from offline.stack_file import StackFile
from tools.passphrase import DOCUMENTED
from tools.stack_schema import FILE

EXAMPLES = sorted((ROOT / "examples").glob("Pulumi.*.yaml"))
FILES = [ROOT / "Pulumi.dev.yaml", ROOT / "Pulumi.prod.yaml", *EXAMPLES]


WITHOUT_SECRETS = {"Pulumi.boutique.yaml", "Pulumi.media.yaml"}


def test_every_system_of_the_examples_is_there() -> None:
    assert [file.name.split(".")[1] for file in EXAMPLES] == ["boutique", "course", "mastodon", "media", "tutorial"]


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.name)
def test_an_example_says_the_passphrase_that_make_uses(file: Path) -> None:
    stack = file.name.split(".")[1]

    assert f"documented throw-away: {DOCUMENTED[stack]}\n" in file.read_text()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_first_line_names_the_schema_for_editors(file: Path) -> None:
    _, named = file.read_text().splitlines()[0].split("# yaml-language-server: $schema=")

    assert (file.parent / named).resolve() == FILE


def test_vs_code_takes_the_schema_for_every_stack_file() -> None:
    schemas = json.loads((ROOT / ".vscode" / "settings.json").read_text())["yaml.schemas"]

    assert {(ROOT / path).resolve(): globs for path, globs in schemas.items()} == {FILE: ["Pulumi.*.yaml"]}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_secret_is_encrypted(file: Path) -> None:
    secrets = yaml.safe_load(file.read_text())["config"].get("slipway:secrets", {})

    leaves = [value for data in secrets.values() for keys in data.values() for value in keys.values()]
    assert bool(leaves) == (file.name not in WITHOUT_SECRETS)
    assert all(leaf["secure"].startswith("v1:") for leaf in leaves)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_only_the_key_for_secrets_holds_any(file: Path) -> None:
    assert StackFile.read(file).secret_keys == ([] if file.name in WITHOUT_SECRETS else ["slipway:secrets"])


def test_production_names_its_cluster() -> None:
    config = yaml.safe_load((ROOT / "Pulumi.prod.yaml").read_text())["config"]

    assert config["slipway:environment"] == "production"
    assert config["slipway:cluster"]["context"] == "prod"
