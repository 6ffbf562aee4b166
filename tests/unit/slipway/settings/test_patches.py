from typing import Any

import pytest
from pydantic import ValidationError

from slipway.schema.field import object_of
from slipway.settings.patches import PatchSettings, deletes, item_step, items, leaves, spelt, value_at
from tests.patched import REASON

PORTS = object_of("Service").at("spec", "ports")


def patch(content: Any, target: str = "Deployment", reason: str = REASON) -> PatchSettings:
    return PatchSettings.model_validate({"object": target, "reason": reason, "patch": content})


def test_a_patch_tells_what_it_changes_and_why() -> None:
    content = {
        "spec": {"template": {"spec": {"runtimeClassName": "gvisor", "containers": [{"name": "w", "tty": True}]}}}
    }

    assert patch(content).told() == (
        "spec.template.spec.runtimeClassName, spec.template.spec.containers[w].tty: no setting says it"
    )


def test_what_is_removed_is_told_by_its_path() -> None:
    content = {"spec": {"paused": None, "template": {"spec": {"volumes": [{"name": "tmp", "$patch": "delete"}]}}}}

    assert patch(content).paths() == ["spec.paused", "spec.template.spec.volumes[tmp]"]


def test_what_is_added_without_a_value_is_told_too() -> None:
    pod = {"volumes": [{"name": "cache", "emptyDir": {}}], "imagePullSecrets": [{"name": "pull"}]}

    assert patch({"spec": {"template": {"spec": pod}}}).paths() == [
        "spec.template.spec.volumes[cache].emptyDir",
        "spec.template.spec.imagePullSecrets[pull]",
    ]


def test_an_item_with_two_keys_is_told_by_both() -> None:
    assert patch({"spec": {"ports": [{"port": 53, "protocol": "UDP", "appProtocol": "dns"}]}}, "Service").paths() == [
        "spec.ports[53/UDP].appProtocol"
    ]


def test_a_list_without_keys_is_one_value() -> None:
    content = {"spec": {"template": {"spec": {"tolerations": [{"key": "a"}]}}}}

    assert patch(content).leaves() == [(("spec", "template", "spec", "tolerations"), [{"key": "a"}])]


def test_a_list_that_only_has_the_name_of_one_with_keys_is_one_value() -> None:
    assert [*leaves({"grafana": {"env": [{"name": "A", "value": "1"}]}})] == [
        (("grafana", "env"), [{"name": "A", "value": "1"}])
    ]


@pytest.mark.parametrize("item", ["web", None, {}, {"image": "a:1"}])
def test_an_item_without_its_keys_is_told_as_one(item: Any) -> None:
    assert patch({"spec": {"template": {"spec": {"containers": [item]}}}}).paths() == [
        "spec.template.spec.containers[]" + (".image" if item == {"image": "a:1"} else "")
    ]


def test_a_patch_that_says_nothing_is_refused() -> None:
    with pytest.raises(ValidationError, match="the patch is empty"):
        patch({})


@pytest.mark.parametrize("target", ["deployment", "", "Service/", "Service/Headless", "Service headless", "apps/v1"])
def test_an_object_is_named_by_its_kind(target: str) -> None:
    with pytest.raises(ValidationError, match="expected the kind of an object of the app"):
        patch({"spec": {"a": 1}}, target)


def test_a_reason_is_asked_for() -> None:
    with pytest.raises(ValidationError, match="expected a reason of at least 10 characters, on one line"):
        patch({"spec": {"a": 1}}, reason="because")


def test_the_items_of_a_list_are_those_that_have_its_keys() -> None:
    found = items([{"port": 80}, {"protocol": "UDP"}, "81", {"port": 82, "$patch": "delete"}], PORTS)

    assert [*found] == [("[80/TCP]", {"port": 80}), ("[82/TCP]", {"port": 82, "$patch": "delete"})]
    assert [*items(None, PORTS)] == [*items({"port": 80}, PORTS)] == []


def test_a_step_without_keys_is_empty() -> None:
    assert item_step(PORTS, {"name": "http"}) == "[]"
    assert spelt(("spec", "ports", "[80/TCP]", "name")) == "spec.ports[80/TCP].name"


def test_a_value_is_found_by_its_path_or_there_is_none() -> None:
    assert value_at({"spec": {"a": 1}}, ("spec", "a")) == 1
    assert value_at({"spec": []}, ("spec", "a")) is None


def test_only_the_directive_of_kubernetes_deletes() -> None:
    assert deletes({"name": "a", "$patch": "delete"})
    assert not deletes({"name": "a", "$patch": "replace"})
    assert not deletes("delete")
