import subprocess
from pathlib import Path

import pytest

from tools.env_exports import exports
from tools.layout import Layout
from tools.programs import KUBECTL
from tools.target import Target


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.chart.reachable", lambda *_: False)


def evaluated(printed: str, name: str, **user: str) -> str:
    """The value of a variable in a shell after `eval`."""
    command = ["/bin/sh", "-c", f'eval "$0"; printf %s "${name}"', printed]
    return subprocess.run(command, env=user, capture_output=True, text=True, check=True).stdout


def test_the_exports_can_be_read_by_a_shell_and_repeat_nothing(layout: Layout) -> None:
    printed = exports(Target(layout=layout), {"PULUMI_SKIP_UPDATE_CHECK": "true"}).splitlines()
    assert f"export KUBECONFIG={layout.kubeconfig}" in printed
    assert "export PULUMI_SKIP_UPDATE_CHECK=true" not in printed
    assert all(line.startswith("export ") for line in printed)


def test_a_shell_reads_them_whatever_the_folder_is_called(tmp_path: Path) -> None:
    layout = Layout(project=tmp_path, home=tmp_path / "it's my $HOME; `here`")

    assert evaluated(exports(Target(layout=layout), {}), "KUBECONFIG") == str(layout.kubeconfig)


def test_our_kubectl_is_found_and_an_official_engine_stays_first(
    layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for program in (tmp_path / "official" / "pulumi", KUBECTL.file(layout)):
        program.parent.mkdir(parents=True)
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    path = str(tmp_path / "official")
    monkeypatch.setenv("PATH", path)

    assert evaluated(exports(Target(layout=layout), {"PATH": path}), "PATH", PATH=path) == f"{path}:{layout.bin}"
