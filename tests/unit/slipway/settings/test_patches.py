from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from slipway.settings.patches import PatchSettings, leaves, merge_key, misspelt, spelt, unpatchable

REASON = "no setting says it"


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


EMPTY: st.SearchStrategy[Any] = st.recursive(
    st.just({}), lambda inner: st.dictionaries(st.sampled_from(["spec", "template", "a"]), inner)
)


@given(EMPTY)
def test_a_patch_that_says_nothing_is_refused(content: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="the patch is empty"):
        patch(content)


def test_naming_an_item_of_a_list_alone_says_nothing() -> None:
    with pytest.raises(ValidationError, match="the patch is empty"):
        patch({"spec": {"template": {"spec": {"containers": [{"name": "web"}]}}}})


@pytest.mark.parametrize(
    ("target", "content"),
    [
        ("Deployment", {"metadata": {"name": "other"}}),
        ("Deployment", {"metadata": None}),
        ("Deployment", {"metadata": {"namespace": "other"}}),
        ("Deployment", {"metadata": {"labels": {"app.kubernetes.io/name": "other"}}}),
        ("Deployment", {"metadata": {"labels": None}}),
        ("Deployment", {"metadata": {"annotations": {"slipway.dev/patched": "no"}}}),
        ("Deployment", {"kind": "DaemonSet"}),
        ("Deployment", {"spec": {"selector": {"matchLabels": {"a": "b"}}}}),
        ("Deployment", {"spec": {"template": {"metadata": {"labels": {"app.kubernetes.io/name": None}}}}}),
        ("Deployment", {"status": {"replicas": 1}}),
        ("ConfigMap/app", {"data": {"a": "b"}}),
        ("StatefulSet", {"spec": {"volumeClaimTemplates": []}}),
        ("PersistentVolumeClaim/app-data-0", {"spec": {"storageClassName": "fast"}}),
    ],
)
def test_what_never_may_change_is_refused_with_the_reason(target: str, content: Any) -> None:
    with pytest.raises(ValidationError, match=r"cannot be patched: \w+"):
        patch(content, target)


def test_what_is_fixed_in_one_kind_may_change_in_another() -> None:
    assert patch({"spec": {"serviceName": "other"}}, "Deployment").paths() == ["spec.serviceName"]


@pytest.mark.parametrize("target", ["deployment", "", "Service/", "Service/Headless", "Service headless", "apps/v1"])
def test_an_object_is_named_by_its_kind(target: str) -> None:
    with pytest.raises(ValidationError, match="expected the kind of an object of the app"):
        patch({"spec": {"a": 1}}, target)


def test_a_reason_is_asked_for() -> None:
    with pytest.raises(ValidationError, match="expected a reason of at least 10 characters, on one line"):
        patch({"spec": {"a": 1}}, reason="because")


def test_items_of_a_list_with_keys_say_theirs() -> None:
    with pytest.raises(ValidationError, match=r"spec\.containers is merged by name; expected name in every item"):
        patch({"spec": {"containers": [{"image": "a:1"}]}})


@pytest.mark.parametrize(
    "content", [{"spec": {"$patch": "delete"}}, {"spec": {"volumes": [{"name": "a", "$patch": "replace"}]}}]
)
def test_only_items_of_lists_can_be_taken_out_and_nothing_else_is_directed(content: Any) -> None:
    with pytest.raises(ValidationError, match=r"expected \$patch only as \$patch: delete in an item"):
        patch(content)


def test_what_is_fixed_is_so_with_all_around_it_and_all_within() -> None:
    assert [*unpatchable("Deployment", ("spec", "selector", "matchLabels"))] == [
        *unpatchable("Deployment", ("spec", "selector"))
    ]
    assert [*unpatchable("Deployment", ("spec",))]
    assert [*unpatchable("Deployment", ("spec", "replicas"))] == []


def test_more_is_fixed_in_some_kinds() -> None:
    assert [*unpatchable("Service", ("spec", "clusterIP"))]
    assert [*unpatchable("Deployment", ("spec", "clusterIP"))] == []


def test_the_items_of_a_list_are_told_apart_by_a_key_that_all_of_them_have() -> None:
    assert merge_key("containers", [{"name": "web"}]) == "name"
    assert merge_key("ports", [{"port": 80}]) == "port"
    assert merge_key("containers", [{"name": "web"}, {"image": "a:1"}]) is None
    assert merge_key("args", [{"name": "web"}]) is None


def test_every_path_that_is_said_is_told() -> None:
    patch = {"spec": {"containers": [{"name": "web", "tty": True}, {"name": "old", "$patch": "delete"}], "a": {}}}

    assert [*map(spelt, leaves(patch))] == ["spec.containers[web].tty", "spec.containers[old]"]


def test_what_nobody_could_merge_is_told_with_its_place() -> None:
    [told] = misspelt({"spec": {"containers": [{"tty": True}]}})

    assert told == "spec.containers is merged by name; expected name in every item"
