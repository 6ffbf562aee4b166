"""What was changed by hand: `make preview` tells it, the next `make up` puts it right."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.front_door.clone import Clone

SHOP = """
config:
  slipway:environment: development
  slipway:namespaces:
    shop:
      team: storefront
      configMaps: {colors: {COLOR: blue}}
      apps:
        web: {image: "nginx:1.29.0", port: 8080, connectsTo: [db], env: {LEVEL: info}, resources: {cpu: 10m..50m}}
        db: {kind: stateful, image: "shop/store:1.0.0", port: 5432, storage: {/data: 1Gi}}
"""
PASSPHRASE = {"PULUMI_CONFIG_PASSPHRASE": "shop"}
CONTAINERS = "/spec/template/spec/containers"
SHELL = f'[{{"op": "add", "path": "{CONTAINERS}/-", "value": {{"name": "shell", "image": "busybox:1.37"}}}}]'
OPEN = '[{"op": "add", "path": "/spec/ingress", "value": [{}]}]'
EDITS = {
    "scale deployment web --replicas=3": "Deployment shop/web: spec.replicas: 1 -> 3 (by kubectl)",
    "set image deployment/web web=nginx:1.29.1": (
        "spec.template.spec.containers[web].image: nginx:1.29.0 -> nginx:1.29.1 (by kubectl-set)"
    ),
    "set env deployment/web LEVEL=debug EXTRA=1": "spec.containers[web].env[EXTRA]: added (by kubectl-set)",
    f"patch deployment web --type=json -p {SHELL}": "spec.template.spec.containers[shell]: added (by kubectl-patch)",
    "label service web tier=front": "Service shop/web: metadata.labels.tier: added front (by kubectl-label)",
    f"patch networkpolicy slipway.default-deny --type=json -p {OPEN}": "slipway.default-deny: spec.ingress",
    "delete statefulset db": "StatefulSet shop/db: deleted",
    "delete limitrange defaults": "LimitRange shop/defaults: deleted",
}
THEIRS = {
    "apiVersion": "networking.k8s.io/v1",
    "kind": "NetworkPolicy",
    "metadata": {"name": "debug", "namespace": "shop"},
    "spec": {"podSelector": {}, "ingress": [{}]},
}


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Clone]:
    """A clone with a small stack, deployed."""
    clone = Clone(tmp_path / "slipway")
    clone.stack_file("shop").write_text(SHOP)
    make(clone, "up")
    yield clone
    clone.remove()


def make(clone: Clone, goal: str) -> str:
    done = clone.make(goal, "STACK=shop", env=PASSPHRASE)
    assert done.code == 0, done.out + done.err
    return done.out


def kubectl(clone: Clone, command: str, given: str = "") -> None:
    words, sign, patch = command.partition(" -p ")
    clone.cluster.kubectl([*words.split(), *(["-p", patch] if sign else []), "-n", "shop"], given=given)


def test_every_edit_is_told_by_a_preview_and_undone_by_the_next_up(shop: Clone) -> None:
    for edit in EDITS:
        kubectl(shop, edit)
    kubectl(shop, "apply -f -", json.dumps(THEIRS))

    preview = make(shop, "preview")
    up = make(shop, "up")
    again = make(shop, "up")

    assert {told for told in EDITS.values() if told not in preview} == set()
    assert "NetworkPolicy shop/debug: opens its network, and is not this stack's" in preview
    assert "put right" in up
    assert "none changed by hand" in again
    assert "nothing changed" in again
    containers = json.loads(shop.cluster.kubectl(["get", "deployment", "web", "-n", "shop", "-o", "json"]).out)
    assert [each["image"] for each in containers["spec"]["template"]["spec"]["containers"]] == ["nginx:1.29.0"]
    assert containers["spec"]["replicas"] == 1


def test_a_namespace_of_somebody_else_is_not_touched_until_it_is_adopted(tmp_path: Path) -> None:
    clone = Clone(tmp_path / "slipway")
    clone.stack_file("shop").write_text(SHOP)
    try:
        clone.cluster.ensure()
        clone.cluster.kubectl(["create", "namespace", "shop"])
        clone.cluster.kubectl(["create", "configmap", "theirs", "-n", "shop"])
        before = clone.versions()

        refused = clone.make("up", "STACK=shop", env=PASSPHRASE)
        asked = clone.make("preview", "STACK=shop", env=PASSPHRASE)
        after = clone.versions()
        adopting = SHOP.replace("team: storefront", "team: storefront\n      adopt: made for us")
        clone.stack_file("shop").write_text(adopting)
        adopted = clone.make("up", "STACK=shop", env=PASSPHRASE)
    finally:
        clone.remove()

    assert refused.code != 0
    assert asked.code != 0
    assert "Namespace shop: exists since" in refused.err
    assert "made by kubectl-create" in asked.err
    assert after == before
    assert adopted.code == 0, adopted.out + adopted.err


def test_what_was_changed_in_the_objects_of_the_chart_is_told_and_put_right(dev: Clone) -> None:
    kubectl = dev.cluster.kubectl
    services = json.loads(kubectl(["get", "services", "-n", "monitoring", "-o", "json"]).out)["items"]
    by_helm = [each for each in services if "meta.helm.sh/release-name" in each["metadata"].get("annotations", {})]
    gone, edited = by_helm[0]["metadata"]["name"], by_helm[1]["metadata"]["name"]
    kubectl(["delete", "service", gone, "-n", "monitoring"])
    patch = '[{"op": "replace", "path": "/spec/ports/0/targetPort", "value": 9999}]'
    kubectl(["patch", "service", edited, "-n", "monitoring", "--type=json", "-p", patch])

    preview, up, again = dev.make("preview"), dev.make("up"), dev.make("up")

    for told in (f"changed by hand: Service monitoring/{gone}: deleted", f"Service monitoring/{edited}: spec.ports"):
        assert told in preview.out, preview.out + preview.err
    assert "put right 2 that were changed by hand" in up.out, up.out + up.err
    assert "none changed by hand" in again.out
    assert "nothing changed" in again.out
