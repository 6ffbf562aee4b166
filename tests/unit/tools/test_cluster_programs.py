import os
from pathlib import Path

import pytest

from tools.cluster_programs import ClusterPrograms, official_urls
from tools.failure import Failure
from tools.layout import Layout
from tools.programs import KUBERNETES_VERSION, KWOK_VERSION
from tools.steps import Step


def test_the_official_programs_are_of_the_pinned_versions() -> None:
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
    monkeypatch.setattr("tools.cluster_programs.outdated", lambda *_: ["kwokctl"])
    monkeypatch.setattr("tools.cluster_programs.official_urls", lambda: urls)
    monkeypatch.setattr("tools.cluster_programs.reachable", lambda *asked: asked == tuple(urls.values()))
    monkeypatch.setenv("PATH", str(tmp_path))
    programs = ClusterPrograms(layout)
    assert not programs.is_there

    assert programs.prepare(Step("cluster"))

    assert programs.is_there
    assert os.access(layout.downloads / "kwokctl", os.X_OK)
    (tmp_path / "site" / "kwokctl").unlink()
    assert programs.prepare(Step("cluster"))


def test_a_download_that_fails_leaves_nothing_half_done(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.cluster_programs.outdated", lambda *_: ["kwokctl"])
    monkeypatch.setattr("tools.cluster_programs.official_urls", lambda: {"kubectl": "file:///nowhere/kubectl"})
    monkeypatch.setattr("tools.cluster_programs.reachable", lambda *_: True)
    with pytest.raises(Failure, match=r"downloading file:///nowhere/kubectl failed"):
        ClusterPrograms(layout).prepare(Step("cluster"))
    assert list(layout.downloads.iterdir()) == []
