"""What the stack files hold, and what they must not."""

from pathlib import Path

import pytest
import yaml

from offline.program import ROOT
from offline.stack_file import StackFile

FILES = sorted(ROOT.glob("Pulumi.*.yaml"))


def test_there_is_a_stack_for_each_environment() -> None:
    assert [file.name for file in FILES] == ["Pulumi.dev.yaml", "Pulumi.prod.yaml"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_secret_is_encrypted(file: Path) -> None:
    secrets = yaml.safe_load(file.read_text())["config"]["slipway:secrets"]

    leaves = [value for data in secrets.values() for keys in data.values() for value in keys.values()]
    assert leaves
    assert all(leaf["secure"].startswith("v1:") for leaf in leaves)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_only_the_key_for_secrets_holds_any(file: Path) -> None:
    assert StackFile.read(file).secret_keys == ["slipway:secrets"]


def test_production_names_its_cluster() -> None:
    config = yaml.safe_load((ROOT / "Pulumi.prod.yaml").read_text())["config"]

    assert config["slipway:environment"] == "production"
    assert config["slipway:cluster"]["context"] == "prod"
