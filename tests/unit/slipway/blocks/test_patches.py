from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pulumi_kubernetes.apiextensions import CustomResource
from pulumi_kubernetes.apps.v1 import Deployment
from pulumi_kubernetes.core.v1 import ContainerArgs, EnvVarArgs, PersistentVolumeClaimPatch, PodSpecArgs, Service

from slipway.blocks.patches import CannotBeApplied, arguments_of, changes, merged, plain, unknown_fields

NAMES = st.sampled_from(["spec", "replicas", "a", "b", "args"])
VALUES = st.recursive(
    st.integers(0, 3) | st.booleans() | st.text(max_size=2) | st.lists(st.integers(0, 3), max_size=2),
    lambda inner: st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.dictionaries(NAMES, VALUES, max_size=3)


def rfc7386(target: Any, patch: Any) -> Any:
    """The pseudocode of RFC 7396."""
    if not isinstance(patch, dict):
        return patch
    target = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            target.pop(name, None)
        else:
            target[name] = rfc7386(target.get(name), value)
    return target


def fits(target: Any, patch: Any) -> bool:
    """True if the patch has no mapping in the place of a value. Otherwise we refuse, and the standard overwrites."""
    if not isinstance(patch, dict) or target is None:
        return True
    return isinstance(target, dict) and all(fits(target.get(name), value) for name, value in patch.items())


@given(OBJECTS, OBJECTS)
def test_without_lists_that_have_keys_it_is_a_json_merge_patch(built: Any, patch: Any) -> None:
    before = deepcopy(built)
    if fits(built, patch):
        assert merged(built, patch) == rfc7386(built, patch)
    else:
        with pytest.raises(CannotBeApplied, match="the patch expects a mapping"):
            merged(built, patch)
    assert built == before


@given(OBJECTS, OBJECTS)
def test_a_patch_changes_nothing_the_second_time(built: Any, patch: Any) -> None:
    if fits(built, patch):
        once = merged(built, patch)
        assert not changes(once, merged(once, patch))


@given(OBJECTS, OBJECTS)
def test_whether_something_changes_is_told_truly(one: Any, other: Any) -> None:
    assert changes(one, other) == (one != other)


CONTAINERS = [{"name": "web", "image": "a:1", "env": [{"name": "A", "value": "1"}]}, {"name": "side", "image": "b:1"}]


def test_an_item_of_a_list_is_found_by_its_key() -> None:
    patch = {"containers": [{"name": "web", "env": [{"name": "A", "value": "2"}, {"name": "B", "value": "3"}]}]}

    assert merged({"containers": CONTAINERS}, patch)["containers"] == [
        {"name": "web", "image": "a:1", "env": [{"name": "A", "value": "2"}, {"name": "B", "value": "3"}]},
        {"name": "side", "image": "b:1"},
    ]


def test_an_item_that_is_not_there_is_added_at_the_end() -> None:
    patch = {"containers": [{"name": "more", "image": "c:1"}]}

    assert [each["name"] for each in merged({"containers": CONTAINERS}, patch)["containers"]] == ["web", "side", "more"]


def test_an_item_is_taken_out_by_its_key() -> None:
    patch = {"containers": [{"name": "side", "$patch": "delete"}]}

    assert merged({"containers": CONTAINERS}, patch)["containers"] == CONTAINERS[:1]


def test_an_item_that_is_not_there_cannot_be_taken_out() -> None:
    with pytest.raises(CannotBeApplied, match=r"containers\[db\] cannot be deleted.*expected one of web, side"):
        merged({"containers": CONTAINERS}, {"containers": [{"name": "db", "$patch": "delete"}]})


def test_ports_are_told_apart_as_those_of_a_container_or_of_a_service() -> None:
    container = {"ports": [{"containerPort": 8080, "name": "http"}]}
    service = {"ports": [{"port": 80, "name": "http"}, {"port": 81, "name": "other"}]}

    assert merged(container, {"ports": [{"containerPort": 8080, "hostIP": "::1"}]})["ports"] == [
        {"containerPort": 8080, "name": "http", "hostIP": "::1"}
    ]
    assert merged(service, {"ports": [{"port": 81, "$patch": "delete"}]})["ports"] == [{"port": 80, "name": "http"}]


def test_a_list_without_keys_is_replaced() -> None:
    assert merged({"args": ["a", "b"]}, {"args": ["c"]}) == {"args": ["c"]}


def test_fields_below_a_value_cannot_be_applied() -> None:
    with pytest.raises(CannotBeApplied, match=r"spec\.replicas is a value; the patch expects a mapping"):
        merged({"spec": {"replicas": 3}}, {"spec": {"replicas": {"a": 1}}})


def test_arguments_of_objects_are_merged_as_kubernetes_spells_them() -> None:
    built = PodSpecArgs(service_account_name="web", containers=[ContainerArgs(name="web", env=[EnvVarArgs(name="A")])])

    patched = merged(built, {"serviceAccountName": "other", "containers": [{"name": "web", "tty": True}]})

    assert patched["serviceAccountName"] == "other"
    assert patched["containers"][0]["tty"] is True
    assert isinstance(patched["containers"][0]["env"][0], EnvVarArgs)
    assert changes(built, patched)
    assert not changes(built, merged(built, {"serviceAccountName": "web"}))


def wrong(patch: Any, resource: type = Deployment) -> list[str]:
    return list(unknown_fields(arguments_of(resource), patch))


def test_fields_that_exist_are_not_complained_about() -> None:
    containers = [{"name": "web", "env": [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "status.podIP"}}}]}]
    spec = {
        "nodeSelector": {"any/thing": "goes"},
        "containers": containers,
        "volumes": [{"name": "a", "$patch": "delete"}],
    }

    assert wrong({"metadata": {"labels": {"a": "b"}}, "spec": {"template": {"spec": spec}}}) == []
    assert wrong({"spec": {"clusterIPs": ["None"], "ports": [{"port": 1, "targetPort": "http"}]}}, Service) == []


def test_a_misspelt_field_is_told_wherever_it_is() -> None:
    containers = [{"name": "web", "imag": "a:1", "env": [{"name": "A", "valuefrom": None}]}]

    assert wrong({"spec": {"template": {"spec": {"hostnme": "a", "containers": containers}}}}) == [
        "spec.template.spec.hostnme: unknown field of PodSpec; did you mean hostname?",
        "spec.template.spec.containers.imag: unknown field of Container; did you mean image?",
        "spec.template.spec.containers.env.valuefrom: unknown field of EnvVar; did you mean valueFrom?",
    ]


@pytest.mark.parametrize("resource", [Deployment, Service, PersistentVolumeClaimPatch])
def test_an_object_says_which_fields_it_has_at_its_top(resource: type) -> None:
    assert wrong({"spce": {}}, resource) == [
        f"spce: unknown field of {resource.__name__.removesuffix('Patch')}; did you mean spec?"
    ]


def test_the_content_of_a_custom_resource_has_no_type() -> None:
    assert wrong({"spec": {"anything": {"goes": True}}}, CustomResource) == []


def test_a_variable_of_a_patch_comes_before_those_that_refer_to_it() -> None:
    built = {"env": [EnvVarArgs(name="AGENT", value="$(HOST_IP):8126")]}
    field = {"fieldRef": {"fieldPath": "status.hostIP"}}

    result = merged(built, {"env": [{"name": "HOST_IP", "valueFrom": field}]})

    assert [plain(each)["name"] for each in result["env"]] == ["HOST_IP", "AGENT"]


def test_a_patch_that_closes_a_circle_of_variables_is_refused() -> None:
    built = {"env": [EnvVarArgs(name="A", value="$(B)")]}

    with pytest.raises(CannotBeApplied, match=r"^env: expected variables that form no circle; "):
        merged(built, {"env": [{"name": "B", "value": "$(A)"}]})
