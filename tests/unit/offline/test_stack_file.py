import json
from pathlib import Path

import pytest
from pulumi.runtime.config import get_config_env, get_config_secret_keys_env

from offline.stack_file import StackFile
from slipway.settings.engine_yaml import Unreadable

TEXT = """
encryptionsalt: v1:abc
config:
  slipway:environment: development
  slipway:namespaces: {shop: {apps: {web: {replicas: 3}}}}
  slipway:secrets:
    shop:
      db: {username: app, password: {secure: v1:xyz}}
"""


def read(tmp_path: Path) -> StackFile:
    file = tmp_path / "Pulumi.test.yaml"
    file.write_text(TEXT)
    return StackFile.read(file)


def test_structures_are_handed_over_as_json_and_texts_as_they_stand(tmp_path: Path) -> None:
    config = read(tmp_path).config

    assert config["slipway:environment"] == "development"
    assert json.loads(config["slipway:namespaces"]) == {"shop": {"apps": {"web": {"replicas": 3}}}}


def test_every_value_below_a_key_with_a_secret_becomes_a_placeholder_that_names_it(tmp_path: Path) -> None:
    file = read(tmp_path)

    assert file.secret_keys == ["slipway:secrets"]
    assert json.loads(file.config["slipway:secrets"]) == {
        "shop": {"db": {"username": "<secret:shop/db/username>", "password": "<secret:shop/db/password>"}}
    }


def test_the_program_reads_it_where_the_engine_would_put_it(tmp_path: Path) -> None:
    file = read(tmp_path)

    with file.environment():
        assert get_config_env() == file.config
        assert get_config_secret_keys_env() == file.secret_keys
    assert get_config_env() == {}


def test_the_stack_is_named_after_the_file(tmp_path: Path) -> None:
    assert read(tmp_path).stack == "test"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"- a", ": expected a mapping with the key config"),
        (b"config: [1]", ": config: expected a mapping of keys and values"),
        (b"config: {a: 1, a: 2}", ":1: the same key is on line 1; expected each key once"),
        (b"config: \xff", ": expected a text file in UTF-8; byte 8 is not valid UTF-8"),
    ],
)
def test_what_is_no_stack_file_is_refused_with_its_name(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "Pulumi.test.yaml"
    file.write_bytes(content)

    with pytest.raises(Unreadable) as unreadable:
        StackFile.read(file)
    assert str(unreadable.value) == f"Pulumi.test.yaml{said}"


def test_a_folder_is_no_stack_file(tmp_path: Path) -> None:
    (tmp_path / "Pulumi.test.yaml").mkdir()

    with pytest.raises(Unreadable, match=r"^Pulumi\.test\.yaml: cannot be read: Is a directory"):
        StackFile.read(tmp_path / "Pulumi.test.yaml")


def test_ten_thousand_apps_are_refused_because_the_engine_cannot_hand_them_over(tmp_path: Path) -> None:
    apps = "".join(f"        web{number}: {{image: 'nginx:1.29', port: 80}}\n" for number in range(10_000))
    file = tmp_path / "Pulumi.test.yaml"
    file.write_text(f"config:\n  slipway:namespaces:\n    shop:\n      apps:\n{apps}")

    with pytest.raises(Unreadable) as unreadable:
        StackFile.read(file)
    assert "expected a configuration of at most 131,071 bytes as JSON, the limit of Pulumi; got " in str(
        unreadable.value
    )
