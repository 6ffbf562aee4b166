import pytest

from drift.objects import MISSING, Identity, Item, items, spoken, value_at

PORTS = [{"containerPort": 80}, {"containerPort": 80, "protocol": "UDP"}]
CONTENT = {"spec": {"ports": PORTS, "args": ["a"], "nothing": None}}
TCP, UDP = (Item((("containerPort", "80"), ("protocol", each))) for each in ("TCP", "UDP"))


def test_an_identity_leaves_out_the_version() -> None:
    content = {"apiVersion": "apps/v1beta1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "shop"}}

    assert Identity.of(content) == Identity("apps", "Deployment", "shop", "web")
    assert str(Identity.of(content)) == "Deployment shop/web"
    assert str(Identity("", "Namespace", "", "shop")) == "Namespace shop"


def test_ports_are_told_apart_by_number_and_protocol() -> None:
    assert items("ports", PORTS) == {TCP: PORTS[0], UDP: PORTS[1]}


@pytest.mark.parametrize(
    ("field", "value"),
    [("args", ["a"]), ("env", "text"), ("env", [{"name": "A"}, {"name": "A"}]), ("rules", [{"verbs": ["get"]}])],
    ids=["no keys", "no list", "the same key twice", "one value"],
)
def test_other_lists_are_one_value(field: str, value: object) -> None:
    assert items(field, value) is None


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("spec", "ports", UDP, "protocol"), "UDP"),
        (("spec", "nothing"), None),
        (("spec", "args"), ["a"]),
        (("spec", "args", "0"), MISSING),
        (("spec", "ports", Item((("containerPort", "81"), ("protocol", "TCP")))), MISSING),
        (("status",), MISSING),
    ],
)
def test_a_path_leads_to_its_value(path: tuple[str | Item, ...], value: object) -> None:
    assert value_at(CONTENT, path) == value


def test_a_path_is_told_as_people_write_it() -> None:
    assert spoken(("metadata", "labels", "a/b")) == "metadata.labels[a/b]"
    assert spoken(("spec", "ports", UDP, "name")) == "spec.ports[80/UDP].name"
