"""Custom resources whose definition the cluster lacks: refused before anything is made, and tried with `CRDS=`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.front_door.clone import Clone

SETTINGS = """
config:
  slipway:environment: development
  slipway:cluster: {gateway: {namespace: gateways}}
  slipway:namespaces:
    routed:
      apps:
        web: {image: "nginx:1.29.0", port: 8080, exposed: true, route: {parent: public, hosts: [web.example.com]}}
"""
PASSPHRASE = {"PULUMI_CONFIG_PASSPHRASE": "routed"}
DEFINITIONS = Path(__file__).parent.parent / "network" / "httproute-crd.yaml"


@pytest.fixture
def routed(tmp_path: Path) -> Iterator[Clone]:
    clone = Clone(tmp_path / "slipway")
    clone.stack_file("routed").write_text(SETTINGS)
    yield clone
    clone.remove()


def test_a_missing_definition_is_refused_before_anything_is_made_and_can_be_given(routed: Clone) -> None:
    refused = routed.make("up", "STACK=routed", env=PASSPHRASE)
    asked = routed.make("preview", "STACK=routed", env=PASSPHRASE)
    namespaces = routed.cluster.kubectl(["get", "namespaces", "-o", "name"]).out

    given = routed.make("up", "STACK=routed", f"CRDS={DEFINITIONS}", env=PASSPHRASE)
    again = routed.make("up", "STACK=routed", env=PASSPHRASE)

    told = "HTTPRoute of gateway.networking.k8s.io/v1: the cluster has no such definition; install it first; needed by"
    assert refused.code != 0
    assert asked.code != 0
    assert f"{told} routed/web" in refused.err
    assert f"{told} routed/web" in asked.err
    assert "namespace/routed" not in namespaces
    assert given.code == 0, given.out + given.err
    assert "nothing changed" in again.out, again.out + again.err
