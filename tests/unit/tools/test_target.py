from pathlib import Path

import pytest
import yaml

from tools.__main__ import main
from tools.cluster import CurrentCluster
from tools.failure import Failure
from tools.layout import Layout
from tools.shell import exports
from tools.target import Target


def test_a_suggested_command_repeats_what_is_not_the_default() -> None:
    assert Target().make("preview") == "make preview"
    target = Target("prod", "current", "current", "fetched.tgz")
    assert target.make("up") == "make up STACK=prod CLUSTER=current BACKEND=current CHART=fetched.tgz"
    assert Target().make("down", "prod") == "make down STACK=prod"
    assert target.env_command.endswith('env --stack prod --cluster current --backend current)"')


def test_the_exports_can_be_read_by_a_shell_and_repeat_nothing(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.chart.reachable", lambda *_: False)
    printed = exports(Target(layout=layout), {"PULUMI_SKIP_UPDATE_CHECK": "true"}).splitlines()
    assert f"export KUBECONFIG={layout.kubeconfig}" in printed
    assert "export PULUMI_SKIP_UPDATE_CHECK=true" not in printed
    assert all(line.startswith("export ") for line in printed)


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


def test_wrong_usage_ends_with_two_and_a_failure_with_one_sentence_and_one(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as usage:
        main(["up", "--cluster", "theirs"])
    assert usage.value.code == 2
    capsys.readouterr()


@pytest.mark.parametrize("verb", ["up", "preview", "down", "env"])
@pytest.mark.parametrize("stack", ["no-such-stack", "", "../dev"])
def test_a_stack_without_a_file_is_told_in_a_sentence(
    verb: str, stack: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([verb, "--stack", stack]) == 1
    assert capsys.readouterr().err.startswith(f"slipway: there is no Pulumi.{stack}.yaml; expected STACK to be one of")
