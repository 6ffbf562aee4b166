from base64 import b64encode
from collections.abc import Mapping
from typing import Any

import pytest
from pulumi import Output, ResourceOptions
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs

from components import content_versions
from components.secret import create_secret
from offline.manifests import plain
from offline.recorder import Recording
from tests.deployment import deploy

NAME = "shop.db"


def registered(monkeypatch: pytest.MonkeyPatch, held: Mapping[str, str], value: str = "rose") -> Recording:
    there = {
        name: {
            "metadata": {"name": f"{NAME}-{index}"},
            "data": {"password": b64encode(password.encode()).decode()},
        }
        for index, (name, password) in enumerate(held.items())
    }
    monkeypatch.setattr(content_versions, "held", lambda _: there)

    def named(name: str | None) -> ObjectMetaArgs:
        return ObjectMetaArgs(name=name, namespace="shop")

    def program() -> Any:
        data = {"password": Output.secret(value)}
        return create_secret(
            NAME, data, named, same=lambda text: text == {"password": value}, keep=10, opts=ResourceOptions()
        )

    return deploy(program)


def test_the_first_one_is_named_by_pulumi(monkeypatch: pytest.MonkeyPatch) -> None:
    recording = registered(monkeypatch, {})

    assert "name" not in recording.one("Secret").inputs["metadata"]
    assert recording.is_secret("Secret", "stringData")


def test_the_one_before_stays_with_its_name_and_both_values_are_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    recording = registered(monkeypatch, {NAME: "tulip", f"{NAME}@2": "lily"})
    names = {each.name: each.inputs["metadata"].get("name") for each in recording.all("Secret")}
    values = {each.name: plain(each.inputs)["stringData"]["password"] for each in recording.all("Secret")}

    assert values == {NAME: "tulip", f"{NAME}@2": "lily", f"{NAME}@3": "rose"}
    assert (names[NAME], names[f"{NAME}@2"]) == (None, f"{NAME}-1")
    assert all(recording.is_secret("Secret", "stringData", name) for name in values)


def test_the_name_of_another_value_is_random_and_has_no_sign_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (
        registered(monkeypatch, {NAME: "tulip"}).one("Secret", f"{NAME}@2").inputs["metadata"]["name"] for _ in range(2)
    )

    assert first != second
    assert first.startswith(f"{NAME}-")
    assert "@" not in first


def test_the_same_value_is_the_same_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    recording = registered(monkeypatch, {NAME: "tulip", f"{NAME}@2": "rose"})

    assert sorted(each.name for each in recording.all("Secret")) == [NAME, f"{NAME}@2"]
    assert recording.one("Secret", f"{NAME}@2").inputs["metadata"]["name"] == f"{NAME}-1"


def test_a_version_of_another_type_is_another_secret_and_the_type_of_the_earlier_one_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    values = {"tls.crt": "a", "tls.key": "b"}
    encoded = {key: b64encode(value.encode()).decode() for key, value in values.items()}
    held = {NAME: {"metadata": {"name": f"{NAME}-0"}, "type": "Opaque", "data": encoded}}
    monkeypatch.setattr(content_versions, "held", lambda _: held)

    def program() -> Any:
        data = {key: Output.secret(value) for key, value in values.items()}
        options = ResourceOptions()
        return create_secret(
            NAME, data, lambda name: ObjectMetaArgs(name=name), same=lambda text: text == values, keep=1, opts=options
        )

    recording = deploy(program)

    assert {each.name: each.inputs.get("type") for each in recording.all("Secret")} == {
        NAME: None,
        f"{NAME}@2": "kubernetes.io/tls",
    }
