from dataclasses import replace
from pathlib import Path

import pulumi
import pytest
from pulumi.runtime import settings as runtime

from slipway.checks.problems import Problem
from slipway.settings.cluster import ClusterSettings
from slipway.settings.stack import Environment, StackSettings
from stack import preflight
from stack.configuration import Configuration
from stack.secrets import StackSecrets
from tests.deployment import configured

UNSET = {"shop": {"db": {"password": "replace-me"}}}


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A simulated engine that runs an update of committed files."""
    monkeypatch.setattr(preflight, "there_is_an_engine", lambda: True)
    monkeypatch.setattr(preflight, "uncommitted", lambda **_: [])
    monkeypatch.setattr(preflight, "existing_namespaces", lambda _: [])
    monkeypatch.setattr(preflight, "missing_definitions", lambda _: [])
    monkeypatch.setattr(preflight, "refused_volumes", lambda _: [])
    monkeypatch.setattr(runtime.SETTINGS, "dry_run", False)
    return monkeypatch


def configuration(
    context: str | None = None, raw: object = None, environment: Environment = "production"
) -> Configuration:
    settings = StackSettings(environment=environment, cluster=ClusterSettings(context=context))
    return configured(settings, StackSecrets.parse(raw or {}, encrypted=True)[0])


def with_contexts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *names: str) -> None:
    file = tmp_path / "kubeconfig"
    file.write_text("contexts: [" + ", ".join(f"{{name: {name}}}" for name in names) + "]")
    monkeypatch.setenv("KUBECONFIG", str(file))


def test_a_stack_that_names_its_context_refuses_any_other(engine: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with_contexts(engine, tmp_path, "dev", "laptop")

    with pytest.raises(pulumi.RunError) as refusal:
        preflight.guard(configuration(context="prod"))
    assert "the kube context prod, but the kubeconfig does not have it; contexts in the kubeconfig: dev, laptop" in str(
        refusal.value
    )


def test_the_named_context_is_accepted_and_a_stack_without_one_takes_what_is_current(
    engine: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with_contexts(engine, tmp_path, "prod")

    preflight.guard(configuration(context="prod"))
    preflight.guard(configuration())


@pytest.mark.usefixtures("engine")
def test_an_update_with_a_placeholder_is_refused_with_the_command_that_replaces_it() -> None:
    with pytest.raises(pulumi.RunError) as refusal:
        preflight.guard(configuration(raw=UNSET))
    assert (
        "secrets.shop.db.password: still has the placeholder value; expected your own value; set it with "
        "pulumi config set --path --secret slipway:secrets.shop.db.password"
    ) in str(refusal.value)


def test_a_preview_with_a_placeholder_only_warns(engine: pytest.MonkeyPatch) -> None:
    warnings: list[str] = []
    engine.setattr(runtime.SETTINGS, "dry_run", True)
    engine.setattr(pulumi.log, "warn", warnings.append)

    preflight.guard(configuration(raw=UNSET))

    assert len(warnings) == 1
    assert warnings[0].endswith("(pulumi up is refused until then)")


def test_the_wrong_cluster_is_refused_in_a_preview_too(engine: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with_contexts(engine, tmp_path, "dev")
    engine.setattr(runtime.SETTINGS, "dry_run", True)

    with pytest.raises(pulumi.RunError):
        preflight.guard(configuration(context="prod"))


def test_a_preview_refuses_a_kind_that_the_cluster_does_not_define(engine: pytest.MonkeyPatch) -> None:
    engine.setattr(
        preflight, "missing_definitions", lambda _: [Problem("namespaces.shop.objects.tls", "no definition")]
    )
    engine.setattr(runtime.SETTINGS, "dry_run", True)

    with pytest.raises(pulumi.RunError, match=r"objects\.tls: no definition"):
        preflight.guard(configuration())


def edited(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A repository with an edit. Returns the list of warnings."""
    warnings: list[str] = []
    monkeypatch.setattr(preflight, "uncommitted", lambda **_: [Problem("git", "web.py is not committed")])
    monkeypatch.setattr(pulumi.log, "warn", warnings.append)
    monkeypatch.delenv("SLIPWAY_UNCOMMITTED", raising=False)
    return warnings


def test_production_is_not_updated_from_an_edited_tree(engine: pytest.MonkeyPatch) -> None:
    edited(engine)

    with pytest.raises(pulumi.RunError, match=r"git: web\.py is not committed"):
        preflight.guard(configuration())


def test_a_preview_of_production_from_an_edited_tree_warns(engine: pytest.MonkeyPatch) -> None:
    warnings = edited(engine)
    engine.setattr(runtime.SETTINGS, "dry_run", True)

    preflight.guard(configuration())

    assert warnings == ["git: web.py is not committed (pulumi up is refused until then)"]


def test_a_reason_lets_an_edited_production_through_and_is_printed(engine: pytest.MonkeyPatch) -> None:
    warnings = edited(engine)
    engine.setenv("SLIPWAY_UNCOMMITTED", "the registry is down, 4711")

    preflight.guard(configuration())

    assert warnings == ["git: deployed with uncommitted files; reason: the registry is down, 4711"]


def test_development_is_updated_from_any_tree(engine: pytest.MonkeyPatch) -> None:
    edited(engine)

    preflight.guard(configuration(environment="development"))


def test_the_files_of_the_repository_are_asked_for_where_the_project_lies(
    engine: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[dict[str, object]] = []

    def ask(**arguments: object) -> list[Problem]:
        asked.append(arguments)
        return []

    engine.setattr(preflight, "uncommitted", ask)
    engine.setattr(runtime.SETTINGS, "root_directory", str(tmp_path))

    preflight.guard(replace(configuration(), repository_files=["config/web.conf"]))

    assert asked == [{"project": tmp_path, "files": ["config/web.conf"]}]
