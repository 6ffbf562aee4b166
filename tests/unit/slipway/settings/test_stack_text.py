from pathlib import Path

import pytest

from slipway.settings.engine_yaml import Unreadable
from slipway.settings.stack_text import config_of


def config(tmp_path: Path, text: str) -> dict[str, object]:
    file = tmp_path / "Pulumi.test.yaml"
    file.write_text(text)
    return config_of(file, "slipway")


def test_a_key_without_a_project_belongs_to_this_one(tmp_path: Path) -> None:
    text = "config: {environment: development, other:a: 1}"

    assert config(tmp_path, text) == {"slipway:environment": "development", "other:a": 1}


@pytest.mark.parametrize("text", ["", "config:\n", "encryptionsalt: x\n"])
def test_a_file_may_configure_nothing(tmp_path: Path, text: str) -> None:
    assert config(tmp_path, text) == {}


def test_a_key_with_and_without_the_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="slipway:a and a are the same key"):
        config(tmp_path, "config: {slipway:a: 1, a: 2}")
