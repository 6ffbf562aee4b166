import json
from pathlib import Path
from typing import Any

import pulumi
import pytest

from offline.recorder import record
from stack import configuration
from stack.configuration import Configuration, load

SHOP = {"shop": {"apps": {"web": {"image": "nginx:1.29", "port": 8080}}}}


def loaded(
    monkeypatch: pytest.MonkeyPatch, secret_keys: tuple[str, ...] = (), root: Path = Path(), **config: Any
) -> Configuration:
    """The configuration that the program loads from these values of the engine."""
    texts = {f"slipway:{key}": value if isinstance(value, str) else json.dumps(value) for key, value in config.items()}
    monkeypatch.setenv("PULUMI_CONFIG", json.dumps({"kubernetes:context": "ignored", **texts}))
    monkeypatch.setenv("PULUMI_CONFIG_SECRET_KEYS", json.dumps([f"slipway:{key}" for key in secret_keys]))
    configurations: list[Configuration] = []
    record(lambda: configurations.append(load()), root=root)
    return configurations[0]


def refused(
    monkeypatch: pytest.MonkeyPatch, secret_keys: tuple[str, ...] = (), root: Path = Path(), **config: Any
) -> str:
    with pytest.raises(pulumi.RunError) as refusal:
        loaded(monkeypatch, secret_keys, root, **config)
    return str(refusal.value)


def test_a_sound_configuration_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(monkeypatch, environment="development", namespaces=SHOP).stack.settings

    assert settings.namespaces["shop"].apps["web"].image == "nginx:1.29"
    assert settings.monitoring is None


def test_every_problem_is_told_at_once_in_the_order_of_the_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = {"shop": {"apps": {"web": {"image": "nginx:1.29", "port": 8080, "replicas": "three", "replcas": 2}}}}

    assert refused(monkeypatch, environment="development", namespaces=broken) == (
        "Pulumi.test.yaml has 2 problems; nothing was changed\n"
        "  namespaces.shop.apps.web.replcas: unknown setting; did you mean replicas?\n"
        '  namespaces.shop.apps.web.replicas: expected a whole number of at least 0, for example 3; got "three"'
    )


def test_an_unknown_key_is_told_with_the_nearest_even_when_that_is_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    text = refused(monkeypatch, environment="development", secretz={"a": 1})

    assert text.endswith("  secretz: unknown setting; did you mean secrets?")


def test_problems_of_secrets_and_of_settings_come_together(monkeypatch: pytest.MonkeyPatch) -> None:
    text = refused(monkeypatch, ("secrets",), environment="dev", secrets={"shop": "tulip"})

    assert 'environment: expected one of development or production; got "dev"' in text
    assert "secrets.shop: expected a mapping of secrets" in text
    assert "tulip" not in text


@pytest.mark.parametrize("engine", [True, False])
def test_a_value_that_the_api_server_would_refuse_is_told_by_whoever_knows_it(
    monkeypatch: pytest.MonkeyPatch, *, engine: bool
) -> None:
    monkeypatch.setattr(configuration, "there_is_an_engine", lambda: engine)
    secrets = {"shop": {"registry": {".dockerconfigjson": "tulip"}}}
    text = refused(monkeypatch, ("secrets",), environment="dev", namespaces=SHOP, secrets=secrets)

    assert ("secrets.shop.registry..dockerconfigjson: expected JSON" in text) == engine
    assert "tulip" not in text


def test_an_encrypted_value_among_the_settings_is_refused_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    misplaced = {"shop": {"apps": {"web": {"image": "nginx:1.29", "port": "tulip"}}}}
    text = refused(monkeypatch, ("namespaces",), environment="development", namespaces=misplaced)

    assert "namespaces: the value is encrypted; expected it in secrets.<namespace>.<name>.<key>" in text
    assert "tulip" not in text


def test_text_where_a_structure_belongs_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    text = refused(monkeypatch, environment="development", namespaces="{broken")

    assert text.endswith('  namespaces: expected a mapping of keys and values; got "{broken"')


def test_a_missing_key_is_told_with_what_it_is_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "environment: missing; required: " in refused(monkeypatch)


def test_a_mistake_that_was_made_a_thousand_times_is_told_a_hundred_times(monkeypatch: pytest.MonkeyPatch) -> None:
    apps = {f"web{number}": {"image": "nginx", "port": 80} for number in range(1000)}

    lines = refused(monkeypatch, environment="development", namespaces={"shop": {"apps": apps}}).splitlines()

    assert lines[0] == "Pulumi.test.yaml has 1000 problems; nothing was changed"
    assert len(lines) == 102
    assert lines[-1] == "  and 900 more"


def test_structures_too_deep_to_be_read_are_a_problem_and_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    text = refused(monkeypatch, environment="development", namespaces="[" * 100_000 + "]" * 100_000)

    assert "structures that are nested too deeply" in text


WEB = "namespaces.shop.apps.web"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "web.conf").write_text("color = blue\n")
    (tmp_path / "secret.conf").write_text("color = blue\npassword = tulip\n")
    return tmp_path


def with_web(**web: Any) -> dict[str, Any]:
    apps = {"web": {"image": "web:1.0", "port": 80, **web}, "other": {"image": "other:1.0", "port": 80}}
    return {"environment": "development", "namespaces": {"shop": {"apps": apps}}}


def test_a_stack_is_handed_on_with_its_files_read(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    wanted = with_web(repositoryFiles={"/a/web.conf": "web.conf"}, files={"/b/c": "d"})

    configuration = loaded(monkeypatch, root=root, **wanted)

    apps = configuration.stack.settings.namespaces["shop"].apps
    assert apps["web"].files == {"/b/c": "d", "/a/web.conf": "color = blue\n"}
    assert apps["web"].repository_files == {}
    assert apps["other"].files == {}
    assert configuration.repository_files == ["web.conf"]


def test_what_is_wrong_with_files_is_told_with_everything_else(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    files = {"/a/a.conf": "wbe.conf", "/a/b.conf": "secret.conf"}

    text = refused(monkeypatch, root=root, **with_web(repositoryFiles=files, env={"API_TOKEN": "tulip"}))

    assert "Pulumi.test.yaml has 3 problems" in text
    assert f"{WEB}.repositoryFiles./a/a.conf: there is no wbe.conf below {root}; did you mean web.conf?" in text
    assert f"{WEB}.repositoryFiles./a/b.conf.password: looks like a secret, because of its name, in plain text" in text
    assert f"{WEB}.env.API_TOKEN: " in text
    assert "tulip" not in text


def test_a_reason_lets_such_a_file_pass(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    reason = {f"{WEB}.repositoryFiles./a/b.conf.password": "the published one of the demo"}

    configuration = loaded(
        monkeypatch, root=root, **with_web(repositoryFiles={"/a/b.conf": "secret.conf"}), notSecret=reason
    )

    assert "tulip" in str(configuration.stack.settings.namespaces["shop"].apps["web"].files["/a/b.conf"])


def test_one_path_has_one_file(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    text = refused(monkeypatch, root=root, **with_web(repositoryFiles={"/a/b": "web.conf"}, files={"/a/b": "x"}))

    assert f"{WEB}: /a/b is in several of files, repositoryFiles and binaryFiles; expected it in one of them" in text


@pytest.mark.parametrize("setting", ["configFiles", "secretFiles", "downloads", "writablePaths"])
def test_and_one_folder_one_volume(monkeypatch: pytest.MonkeyPatch, root: Path, setting: str) -> None:
    other: dict[str, Any] = {
        "configFiles": {"/a/b": "web/key"},
        "secretFiles": {"/a/b": "db/key"},
        "downloads": {"/a/b": {"url": "https://example.com/b", "sha256": "0" * 64}},
        "writablePaths": ["/a"],
    }

    text = refused(
        monkeypatch, root=root, **with_web(repositoryFiles={"/a/b": "web.conf"}, **{setting: other[setting]})
    )

    assert (
        f"{WEB}: several volumes have the path /a; expected one volume for each path in files, repositoryFiles" in text
    )


MIXED = {"shop": {"db": {"username": "tulip", "password": "rose"}}}


def test_a_plain_secret_beside_an_encrypted_one_is_refused_although_the_engine_hands_over_both(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = "config: {slipway:secrets: {shop: {db: {username: tulip, password: {secure: v1:a:b}}}}}\n"
    (tmp_path / "Pulumi.test.yaml").write_text(file)

    text = refused(monkeypatch, ("secrets",), tmp_path, environment="development", namespaces=SHOP, secrets=MIXED)

    assert text == (
        "Pulumi.test.yaml has 1 problem; nothing was changed\n"
        "  Pulumi.test.yaml:1: secrets.shop.db.username: in plain text in Pulumi.test.yaml; expected an encrypted "
        "value: revoke this one, and set another with pulumi config set --path --secret "
        "slipway:secrets.shop.db.username"
    )


@pytest.mark.parametrize(
    "file",
    [
        "config: {slipway:secrets: {shop: {db: {username: {secure: v1:a:b}, password: {secure: v1:a:b}}}}}\n",
        "config: {slipway:secrets: {secure: v1:a:b}}\n",
        "config: {other:secrets: {shop: {db: {username: tulip}}}}\n",
        "environment: [shop-prod]\n",
        None,
    ],
)
def test_encrypted_secrets_pass_and_so_do_those_from_elsewhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: str | None
) -> None:
    if file is not None:
        (tmp_path / "Pulumi.test.yaml").write_text(file)

    found = loaded(monkeypatch, ("secrets",), tmp_path, environment="development", namespaces=SHOP, secrets=MIXED)

    assert found.secrets.names("shop") == ["db"]
