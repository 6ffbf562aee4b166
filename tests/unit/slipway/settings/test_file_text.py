import json

import pytest
import yaml
from pydantic import JsonValue

from offline.engine_yaml import read_yaml
from slipway.settings.files import file_text

DATA: JsonValue = {"b": [1, {"on": "yes"}], "a": "Grüße", "text": "one\ntwo\n"}


@pytest.mark.parametrize("path", ["/a/b.yaml", "/a/b.yml", "/a/b.YAML"])
def test_data_of_a_yaml_file_is_written_as_yaml(path: str) -> None:
    text = file_text(path, DATA)

    assert text == "a: Grüße\nb:\n- 1\n- 'on': 'yes'\ntext: |\n  one\n  two\n"
    assert yaml.safe_load(text) == read_yaml(text) == DATA


@pytest.mark.parametrize("path", ["/a/b.json", "/a/b.conf", "/a/yaml", "/a.yaml/b"])
def test_that_of_any_other_as_json(path: str) -> None:
    assert file_text(path, DATA) == json.dumps(DATA, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("path", ["/a/b.yaml", "/a/b.json", "/a/b"])
def test_text_stands_as_it_is(path: str) -> None:
    assert file_text(path, "on: {x") == "on: {x"


@pytest.mark.parametrize("kind", ["mapping", "list"])
def test_data_as_deep_as_settings_can_be_is_written(kind: str) -> None:
    data: JsonValue = "x"
    for _ in range(250):
        data = {"a": data} if kind == "mapping" else [data]

    assert file_text("/a/b.yaml", data)
    assert file_text("/a/b.json", data)
