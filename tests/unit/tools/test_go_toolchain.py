from pathlib import Path

import pytest

from tools.failure import Failure
from tools.go_toolchain import GoToolchain, parsed, required
from tools.layout import Layout
from tools.programs import CLUSTER, ENGINE, Program


def go(folder: Path, version: str, toolchain: str) -> None:
    folder.mkdir()
    answers = {"GOVERSION": version, "GOTOOLCHAIN": toolchain, "GONOSUMDB": "mine"}
    cases = " ".join(f"{name}) echo {value};;" for name, value in answers.items())
    (folder / "go").write_text(f'#!/bin/sh\ncase "$2" in {cases} esac\n')
    (folder / "go").chmod(0o755)


@pytest.mark.parametrize(
    ("said", "meant"),
    [("go1.26.8", (1, 26, 8)), ("1.25.0", (1, 25, 0)), ("go1.27rc1", (1, 27)), ("go1.26.1 X:loopvar", (1, 26, 1))],
)
def test_versions_are_compared_as_numbers(said: str, meant: tuple[int, ...]) -> None:
    assert parsed(said) == meant


def test_the_newest_go_line_decides() -> None:
    assert required(Layout(), ENGINE)[0] == (1, 26, 0)


def test_without_pulumi_and_go_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Failure, match=r"neither `pulumi` nor `go` .* install Pulumi .* or Go 1\.26\.0"):
        GoToolchain(Layout(), ENGINE)
    with pytest.raises(Failure, match=r"CLUSTER=current"):
        GoToolchain(Layout(), CLUSTER)


def test_an_old_go_that_may_not_fetch_a_newer_one_is_refused(
    layout: Layout, hello: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(tmp_path / "old", "go1.24.3", "local")
    monkeypatch.setenv("PATH", f"{tmp_path / 'old'}:/usr/bin:/bin")
    with pytest.raises(Failure, match=r"tools/go/hello/go\.mod requires Go 1\.25\.0 .* go1\.24\.3 .* GOTOOLCHAIN"):
        GoToolchain(layout, [hello])


def test_an_old_go_that_may_fetch_a_newer_one_is_fine(
    layout: Layout, hello: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(tmp_path / "old", "go1.24.3", "auto")
    monkeypatch.setenv("PATH", f"{tmp_path / 'old'}:/usr/bin:/bin")
    assert GoToolchain(layout, [hello]).program.endswith("old/go")


def test_the_users_go_environment_is_kept(
    layout: Layout, hello: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(tmp_path / "new", "go1.26.8", "auto")
    monkeypatch.setenv("PATH", f"{tmp_path / 'new'}:/usr/bin:/bin")
    monkeypatch.setenv("GOFLAGS", "-p=2")
    environment = GoToolchain(layout, [hello]).environment
    assert environment["GOFLAGS"] == "-p=2"
    assert environment["GONOSUMDB"] == "mine,github.com/pulumi/*"
    assert environment["GOWORK"] == "off"
    assert environment["CGO_ENABLED"] == "0"
