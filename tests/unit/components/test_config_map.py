from collections.abc import Mapping
from typing import Any

import pytest
from pulumi import ResourceOptions

from components import content_versions
from components.component import metadata
from components.config_map import create_config_map
from offline.recorder import Recording
from slipway.blocks.files import Content
from slipway.topology.labels import Marks
from tests.deployment import deploy

INFO, DEBUG = Content("level", {"LEVEL": "info"}), Content("level", {"LEVEL": "debug"})


def registered(monkeypatch: pytest.MonkeyPatch, held: Mapping[str, Content], keep: int = 10) -> Recording:
    there = {name: {"metadata": {"name": each.name}, "data": dict(each.data)} for name, each in held.items()}
    monkeypatch.setattr(content_versions, "held", lambda _: there)

    def labelled(name: str) -> Any:
        return metadata(name, "shop", Marks({"team": "web"}))

    return deploy(lambda: create_config_map("shop.level", DEBUG, labelled, keep=keep, opts=ResourceOptions()))


def test_it_is_called_after_what_it_holds_and_never_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = registered(monkeypatch, {}).one("ConfigMap").inputs

    assert inputs["metadata"]["name"] == DEBUG.name
    assert (inputs["data"], inputs["immutable"]) == ({"LEVEL": "debug"}, True)


def test_the_one_before_stays_as_it_is_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    recording = registered(monkeypatch, {"shop.level": INFO})
    earlier, wanted = (recording.one("ConfigMap", name).inputs for name in ("shop.level", "shop.level@2"))

    assert (earlier["metadata"]["name"], earlier["data"]) == (INFO.name, INFO.data)
    assert (wanted["metadata"]["name"], wanted["data"]) == (DEBUG.name, DEBUG.data)
    assert earlier["immutable"]


def test_none_stays_where_kubernetes_keeps_no_revision(monkeypatch: pytest.MonkeyPatch) -> None:
    recording = registered(monkeypatch, {"shop.level": INFO}, keep=0)

    assert [each.name for each in recording.all("ConfigMap")] == ["shop.level@2"]


def test_binary_content_stays_with_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    there = {"shop.logo": {"metadata": {"name": "logo-1"}, "binaryData": {"a.png": "iVBO"}}}
    monkeypatch.setattr(content_versions, "held", lambda _: there)
    wanted = Content("logo", {}, {"a.png": "iVBP"})

    def named(name: str) -> Any:
        return metadata(name, "shop", Marks({}))

    recording = deploy(lambda: create_config_map("shop.logo", wanted, named, keep=10, opts=ResourceOptions()))
    versions = [recording.one("ConfigMap", name).inputs["binaryData"] for name in ("shop.logo", "shop.logo@2")]

    assert versions == [{"a.png": "iVBO"}, {"a.png": "iVBP"}]
