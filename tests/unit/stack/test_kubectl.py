from pathlib import Path

import pytest

from stack.kubectl import ask, there_is_kubectl
from tests.unit.stack.fake_kubectl import Kubectl


def test_a_question_names_the_context_of_the_stack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kubectl = Kubectl(tmp_path, monkeypatch, "yes")

    assert there_is_kubectl()
    assert ask(["get", "pods"], "eu").stdout == "yes"
    assert ask(["get", "pods"], None).returncode == 0
    assert kubectl.asked == ["get pods --context eu", "get pods"]


def test_there_may_be_no_kubectl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert not there_is_kubectl()
