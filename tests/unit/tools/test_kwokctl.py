from typing import Any, cast

import yaml

from tools.kwokctl import Kwokctl
from tools.layout import Layout
from tools.programs import KUBERNETES_VERSION


def options(layout: Layout, *, official: bool) -> dict[str, Any]:
    return cast("dict[str, Any]", Kwokctl(layout).configuration(official=official)["options"])


def test_everything_listens_on_loopback_only_on_ports_of_its_own(layout: Layout) -> None:
    chosen = options(layout, official=False)
    assert chosen["bindAddress"] == "127.0.0.1"
    ports = [value for name, value in chosen.items() if name.endswith("Port")]
    assert len(ports) == len(set(ports)) == 6


def test_built_programs_are_named_and_official_ones_left_to_kwokctl(layout: Layout) -> None:
    binaries = {name for name in options(layout, official=False) if name.endswith("Binary")}
    assert {"etcdBinary", "kubeApiserverBinary", "kwokControllerBinary"} < binaries
    assert {name for name in options(layout, official=True) if name.endswith("Binary")} == {"kubectlBinary"}


def test_the_version_of_kubernetes_is_pinned(layout: Layout) -> None:
    assert options(layout, official=True)["kubeVersion"] == f"v{KUBERNETES_VERSION}"


def test_a_new_claim_finds_the_simulated_class_by_default() -> None:
    storage = yaml.safe_load((Layout().simulation / "storage-class.yaml").read_text())
    assert storage["metadata"]["annotations"]["storageclass.kubernetes.io/is-default-class"] == "true"
    assert storage["allowVolumeExpansion"] is True


def test_each_simulated_node_is_in_a_zone_of_its_own() -> None:
    nodes = list(yaml.safe_load_all((Layout().simulation / "nodes.yaml").read_text()))
    assert len({node["metadata"]["labels"]["topology.kubernetes.io/zone"] for node in nodes}) == len(nodes) == 3
