import pytest

from slipway.schema.field import ANY, known_kinds, object_of, version
from slipway.settings.kinds import KINDS
from tools.api_schema import CUSTOM

POD = object_of("Deployment").at("spec", "template", "spec")
CONTAINER = POD.at("containers").items


def test_every_object_that_an_app_can_own_is_known_except_for_custom_resources() -> None:
    owned = set().union(*(each.owned_objects() for each in KINDS.values()))

    assert owned - known_kinds().keys() == CUSTOM


def test_the_facts_tell_their_version_of_kubernetes() -> None:
    assert version() == "1.36"


def test_a_field_is_found_by_its_path_with_its_type() -> None:
    assert POD.type_name == "PodSpec"
    assert CONTAINER.type_name == "Container"
    assert CONTAINER.at("readinessProbe", "httpGet", "port").type_name == "IntOrString"
    assert CONTAINER.at("resources", "limits", "cpu").type_name == "Quantity"
    assert POD.required == ("containers",)


def test_a_field_that_does_not_exist_is_none_and_on_the_way_to_another_one_accepts_everything() -> None:
    assert POD.field("contaners") is None
    assert POD.at("contaners", "name") == ANY
    assert not ANY.is_typed


def test_a_mapping_with_free_keys_has_every_field() -> None:
    assert object_of("Service").at("metadata", "labels").values == object_of("Service").at("metadata", "labels", "a")


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        ("containers", ("name",)),
        ("volumes", ("name",)),
        ("hostAliases", ("ip",)),
        ("imagePullSecrets", ("name",)),
        ("topologySpreadConstraints", ("topologyKey", "whenUnsatisfiable")),
        ("tolerations", ()),
    ],
)
def test_the_items_of_a_list_are_told_apart_by_all_keys_that_kubernetes_merges_by(
    path: str, keys: tuple[str, ...]
) -> None:
    assert POD.at(path).merge_keys == keys


def test_ports_have_a_protocol_although_nobody_says_it() -> None:
    ports = CONTAINER.at("ports")

    assert ports.merge_keys == ("containerPort", "protocol")
    assert ports.item_key({"containerPort": 53}) == (53, "TCP")
    assert ports.item_key({"containerPort": 53, "protocol": "UDP"}) == (53, "UDP")
    assert object_of("Service").at("spec", "ports").item_key({"port": 80}) == (80, "TCP")


@pytest.mark.parametrize(
    "item", [{}, {"protocol": "TCP"}, {"containerPort": None}, {"containerPort": [1]}, "8080", None]
)
def test_an_item_without_its_keys_has_none(item: object) -> None:
    assert CONTAINER.at("ports").item_key(item) is None


def test_of_a_custom_resource_only_the_metadata_is_known() -> None:
    route = object_of("HTTPRoute")

    assert route.at("metadata", "labels").values.is_typed
    assert not route.at("spec").is_typed
    assert route.field("spce") is None
