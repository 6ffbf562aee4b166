from pathlib import Path

import pytest

from stack.kubeconfig import Kubeconfig


def test_contexts_of_every_listed_file_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("contexts: [{name: dev}, {name: test}]")
    (tmp_path / "b").write_text("contexts: [{name: prod}]")
    monkeypatch.setenv("KUBECONFIG", f"{tmp_path / 'a'}:{tmp_path / 'b'}:{tmp_path / 'missing'}")

    assert Kubeconfig.read().contexts == {"dev", "test", "prod"}


def test_without_a_variable_it_is_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".kube").mkdir()
    (tmp_path / ".kube/config").write_text("contexts: [{name: mine}]")
    monkeypatch.delenv("KUBECONFIG", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))

    assert Kubeconfig.read().contexts == {"mine"}


@pytest.mark.parametrize("content", ["", "contexts:", "{}"])
def test_an_empty_file_has_no_contexts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    (tmp_path / "config").write_text(content)
    monkeypatch.setenv("KUBECONFIG", str(tmp_path / "config"))

    assert Kubeconfig.read().contexts == frozenset()
