import shutil
from pathlib import Path

import pytest
import yaml

from tools.cluster import CurrentCluster
from tools.failure import Failure
from tools.layout import Layout
from tools.programs import KUBECTL
from tools.steps import Step


def kubectl(file: Path, script: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


def test_the_users_current_context_is_found_as_kubectl_finds_it(
    layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_text(yaml.safe_dump({"contexts": []}))
    (tmp_path / "b").write_text(yaml.safe_dump({"current-context": "staging"}))
    monkeypatch.setenv("KUBECONFIG", f"{tmp_path / 'missing'}:{tmp_path / 'a'}:{tmp_path / 'b'}")
    assert CurrentCluster(layout).context == "staging"
    monkeypatch.setenv("KUBECONFIG", str(tmp_path / "a"))
    with pytest.raises(Failure, match="CLUSTER=current needs a kubeconfig with a current context"):
        _ = CurrentCluster(layout).context


def test_a_cluster_of_the_users_own_is_named_and_nothing_is_done_to_it(
    layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config").write_text(yaml.safe_dump({"current-context": "staging"}))
    monkeypatch.setenv("KUBECONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("PATH", "")
    step = Step("cluster")

    assert CurrentCluster(layout).ensure(step) is False
    assert step.result == "yours, context staging"
    assert CurrentCluster(layout).environment == {}


def test_our_kubectl_is_asked_before_that_of_the_user(
    layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    kubectl(tmp_path / "kubectl", "echo theirs")
    assert CurrentCluster(layout).kubectl(["version"]).out == "theirs\n"

    kubectl(layout.downloads / "kubectl", "echo downloaded")
    assert CurrentCluster(layout).kubectl(["version"]).out == "downloaded\n"

    kubectl(KUBECTL.file(layout), "echo built")
    assert CurrentCluster(layout).kubectl(["version"]).out == "built\n"


def test_what_kubectl_says_when_it_fails_is_told_unless_it_was_only_asked(layout: Layout) -> None:
    kubectl(KUBECTL.file(layout), 'echo "found $2"; echo "but no node" >&2; exit 7')
    cluster = CurrentCluster(layout)

    assert cluster.kubectl(["get", "pods"], check=False).code == 7
    with pytest.raises(Failure, match=r"`kubectl get pods` failed:\nfound pods\nbut no node$"):
        cluster.kubectl(["get", "pods"])


def test_without_any_kubectl_it_is_told_where_to_get_one(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)

    with pytest.raises(Failure, match=r"kubectl is not on PATH; install it: https://kubernetes\.io"):
        CurrentCluster(layout).kubectl(["version"])
