import os
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from tools.failure import Failure
from tools.kwokctl import Kwokctl, official_urls
from tools.layout import Layout
from tools.programs import KUBERNETES_VERSION, KWOK_VERSION
from tools.steps import Step


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
    urls = official_urls()
    assert f"/v{KUBERNETES_VERSION}/" in urls["kubectl"]
    assert f"/v{KWOK_VERSION}/" in urls["kwokctl"]


def test_the_official_programs_are_those_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr("platform.machine", lambda: "arm64")
    assert official_urls()["kwokctl"].endswith("/kwokctl-darwin-arm64")
    assert official_urls()["kubectl"].endswith("/bin/darwin/arm64/kubectl")


def test_official_programs_are_downloaded_once_when_both_sites_answer(
    layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "kwokctl").write_text("the program")
    urls = {"kwokctl": (tmp_path / "site" / "kwokctl").as_uri()}
    monkeypatch.setattr("tools.kwokctl.outdated", lambda *_: ["kwokctl"])
    monkeypatch.setattr("tools.kwokctl.official_urls", lambda: urls)
    monkeypatch.setattr("tools.kwokctl.reachable", lambda *asked: asked == tuple(urls.values()))
    monkeypatch.setenv("PATH", str(tmp_path))
    kwokctl = Kwokctl(layout)
    assert not kwokctl.is_there

    assert kwokctl.prepare(Step("cluster"))

    assert kwokctl.is_there
    assert os.access(layout.downloads / "kwokctl", os.X_OK)
    (tmp_path / "site" / "kwokctl").unlink()
    assert kwokctl.prepare(Step("cluster"))


def test_a_download_that_fails_leaves_nothing_half_done(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.kwokctl.outdated", lambda *_: ["kwokctl"])
    monkeypatch.setattr("tools.kwokctl.official_urls", lambda: {"kubectl": "file:///nowhere/kubectl"})
    monkeypatch.setattr("tools.kwokctl.reachable", lambda *_: True)
    with pytest.raises(Failure, match=r"downloading file:///nowhere/kubectl failed"):
        Kwokctl(layout).prepare(Step("cluster"))
    assert list(layout.downloads.iterdir()) == []


def test_a_new_claim_finds_the_simulated_class_by_default() -> None:
    storage = yaml.safe_load((Layout().simulation / "storage-class.yaml").read_text())
    assert storage["metadata"]["annotations"]["storageclass.kubernetes.io/is-default-class"] == "true"
    assert storage["allowVolumeExpansion"] is True


def test_each_simulated_node_is_in_a_zone_of_its_own() -> None:
    nodes = list(yaml.safe_load_all((Layout().simulation / "nodes.yaml").read_text()))
    assert len({node["metadata"]["labels"]["topology.kubernetes.io/zone"] for node in nodes}) == len(nodes) == 3
