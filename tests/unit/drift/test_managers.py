import pytest

from drift.managers import maker, managers, owned_paths
from drift.objects import Item
from tests.unit.drift.objects import OURS, edited

PORT = 'k:{"containerPort":8080,"protocol":"TCP"}'
FIELDS = {
    "f:metadata": {"f:labels": {".": {}, "f:a/b": {}}, "f:finalizers": {".": {}, 'v:"x"': {}}},
    "f:spec": {
        "f:imagePullSecrets": {'k:{"name":"registry"}': {}},
        "f:containers": {'k:{"name":"web"}': {"f:args": {}, "f:ports": {PORT: {".": {}, "f:name": {}}}}},
    },
}
WEB = Item((("name", "web"),))


def live(*entries: dict[str, object], **labels: str) -> dict[str, object]:
    return {"metadata": {"managedFields": list(entries), "labels": labels}}


def test_the_paths_of_a_manager_are_its_fields_and_the_items_that_it_has_added() -> None:
    [manager] = managers(live(edited("x", FIELDS)))

    assert list(owned_paths(manager)) == [
        ("metadata", "labels", "a/b"),
        ("metadata", "finalizers"),
        ("spec", "imagePullSecrets", Item((("name", "registry"),))),
        ("spec", "containers", WEB, "args"),
        ("spec", "containers", WEB, "ports", Item((("containerPort", "8080"), ("protocol", "TCP")))),
    ]


@pytest.mark.parametrize(
    ("path", "owned"),
    [
        (("spec", "containers", WEB, "args"), True),
        (("spec", "containers", WEB, "args", "0"), True),
        (("spec", "containers", WEB), True),
        (("spec", "containers", WEB, "image"), False),
        (("spec", "containers", Item((("name", "db"),))), False),
        (("data",), False),
    ],
)
def test_a_manager_owns_what_is_in_its_values_and_around_them(path: tuple[str, ...], owned: bool) -> None:  # noqa: FBT001
    [manager] = managers(live(edited("x", FIELDS)))

    assert manager.owns(path) is owned


def test_the_latest_manager_comes_first() -> None:
    assert [each.name for each in managers(live(OURS, edited("kubectl-edit", {})))] == ["kubectl-edit", "slipway"]


@pytest.mark.parametrize(
    ("name", "subresource", "kind"),
    [
        ("slipway", "", "ours"),
        ("pulumi-kubernetes-3f0c", "", "ours"),
        ("kube-controller-manager", "scale", "controller"),
        ("vpa-updater", "", "controller"),
        ("manager", "", "controller"),
        ("kubelet", "status", "controller"),
        ("kubectl-edit", "status", "controller"),
        ("kubectl-edit", "", "person"),
        ("argocd", "", "person"),
    ],
)
def test_managers_are_the_stack_controllers_and_people(name: str, subresource: str, kind: str) -> None:
    [manager] = managers(live(edited(name, {}, subresource=subresource)))

    assert (manager.is_ours, manager.is_controller) == (kind == "ours", kind == "controller")


def test_the_maker_is_the_first_who_is_no_controller_and_what_the_labels_say() -> None:
    entries = (edited("kubelet", {}) | {"time": "2025-01-01T00:00:00Z"}, edited("helm", {}))

    assert maker(live(*entries)) == "helm"
    assert maker(live(*entries, **{"app.kubernetes.io/managed-by": "Helm"})) == "helm"
    assert maker(live(*entries, **{"app.kubernetes.io/managed-by": "Argo"})) == "helm (labelled managed-by: Argo)"
    assert maker(live()) == "somebody"
