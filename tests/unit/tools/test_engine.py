import os
from pathlib import Path

import pytest

from tools.engine import Engine
from tools.failure import Failure
from tools.layout import Layout


@pytest.fixture(autouse=True)
def _no_pulumi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("PULUMI_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PATH", str(tmp_path))


def pulumi(folder: Path, script: str = "exit 0") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "pulumi"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return file


def test_the_official_engine_on_path_is_used(layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    official = pulumi(tmp_path / "official")
    monkeypatch.setenv("PATH", f"{layout.bin}:{official.parent}")
    pulumi(layout.bin)
    engine = Engine(layout)
    assert engine.executable == official
    assert engine.is_there
    assert "PATH" not in engine.settings("dev")
    assert "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION" not in engine.settings("dev")


def test_our_own_engine_on_path_is_not_taken_for_an_official_one(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = pulumi(layout.bin)
    monkeypatch.setenv("PATH", f"{layout.bin}")
    engine = Engine(layout)
    assert engine.official is None
    assert engine.executable == ours
    assert engine.settings("dev")["PATH"].startswith(f"{layout.bin}:")


def test_local_state_and_plugins_stay_inside_the_project(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULUMI_BACKEND_URL", "s3://somebody")
    environment = Engine(layout).environment("dev")
    assert environment["PULUMI_BACKEND_URL"] == f"file://{layout.state}?metadata=skip"
    assert environment["PULUMI_HOME"] == str(layout.pulumi_home)
    assert environment["HELM_CACHE_HOME"].startswith(str(layout.home))


def test_the_users_login_is_left_alone_when_asked_for(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULUMI_BACKEND_URL", "s3://somebody")
    environment = Engine(layout, backend="current").environment("dev")
    assert environment["PULUMI_BACKEND_URL"] == "s3://somebody"
    assert "PULUMI_HOME" not in environment


def test_the_engine_is_given_the_documented_passphrase_of_its_stack(layout: Layout) -> None:
    assert Engine(layout).settings("dev")["PULUMI_CONFIG_PASSPHRASE"] == "slipway-dev"


def test_what_a_run_is_given_wins_over_the_surroundings(layout: Layout) -> None:
    engine = Engine(layout, surroundings={"KUBECONFIG": "a"})
    assert engine.environment("dev")["KUBECONFIG"] == "a"
    assert engine.environment("dev", {"KUBECONFIG": "b"})["KUBECONFIG"] == "b"


def test_a_failed_run_says_what_the_engine_printed(
    layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pulumi(tmp_path / "official", "echo to stdout; echo to stderr >&2; exit 3")
    monkeypatch.setenv("PATH", f"{tmp_path / 'official'}")
    engine = Engine(layout)
    assert engine.run(["up"], stack="dev", check=False).code == 3
    with pytest.raises(Failure, match=r"`pulumi up` failed:\nto stdout\nto stderr"):
        engine.run(["up"], stack="dev")


def test_stacks_are_known_by_their_short_names(layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = '[{"name": "organization/slipway/dev", "resourceCount": 36}, {"name": "prod"}]'
    pulumi(tmp_path / "official", f"echo '{listed}'")
    monkeypatch.setenv("PATH", f"{tmp_path / 'official'}")
    assert Engine(layout).stacks() == {"dev": 36, "prod": 0}


def test_an_unknown_stack_is_answered_with_those_that_exist(layout: Layout) -> None:
    for name in ("dev", "prod"):
        (layout.project / f"Pulumi.{name}.yaml").touch()
    with pytest.raises(Failure, match=r"no Pulumi\.pord\.yaml; expected STACK to be one of: dev, prod"):
        Engine(layout).stack_file("pord")


@pytest.mark.parametrize("protected", ["true", "false"])
def test_protection_is_lifted_where_there_is_some(
    layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, protected: str
) -> None:
    asked = tmp_path / "asked"
    state = f'{{"deployment": {{"resources": [{{"urn": "a"}}, {{"urn": "b", "protect": {protected}}}]}}}}'
    official = pulumi(tmp_path / "official", f"echo $* >> {asked}; echo '{state}'")
    monkeypatch.setenv("PATH", str(official.parent))

    lifted = Engine(layout).unprotect("prod")

    assert lifted is (protected == "true")
    assert ("state unprotect --all --yes --stack prod" in asked.read_text()) is lifted
