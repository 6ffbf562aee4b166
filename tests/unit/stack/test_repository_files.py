from pathlib import Path
from typing import Any

import pytest

from tests.unit.stack.test_configuration import loaded, refused

APP = "namespaces.shop.apps.web"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "web.conf").write_text("color = blue\n")
    (tmp_path / "secret.conf").write_text("color = blue\npassword = tulip\n")
    return tmp_path


def stack(**web: Any) -> dict[str, Any]:
    apps = {"web": {"image": "web:1.0", "port": 80, **web}, "other": {"image": "other:1.0", "port": 80}}
    return {"environment": "development", "namespaces": {"shop": {"apps": apps}}}


def test_a_stack_is_handed_on_with_its_files_read(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    wanted = stack(repositoryFiles={"/a/web.conf": "web.conf"}, files={"/b/c": "d"})

    configuration = loaded(monkeypatch, root=root, **wanted)

    apps = configuration.stack.settings.namespaces["shop"].apps
    assert apps["web"].files == {"/b/c": "d", "/a/web.conf": "color = blue\n"}
    assert apps["web"].repository_files == {}
    assert apps["other"].files == {}
    assert configuration.repository_files == ["web.conf"]


def test_what_is_wrong_with_files_is_told_with_everything_else(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    files = {"/a/a.conf": "wbe.conf", "/a/b.conf": "secret.conf"}

    text = refused(monkeypatch, root=root, **stack(repositoryFiles=files, env={"API_TOKEN": "tulip"}))

    assert "Pulumi.test.yaml has 3 problems" in text
    assert f"{APP}.repositoryFiles./a/a.conf: there is no wbe.conf below {root}; did you mean web.conf?" in text
    assert f"{APP}.repositoryFiles./a/b.conf.password: looks like a secret, because of its name, in plain text" in text
    assert f"{APP}.env.API_TOKEN: " in text
    assert "tulip" not in text


def test_a_reason_lets_such_a_file_pass(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    reason = {f"{APP}.repositoryFiles./a/b.conf.password": "the published one of the demo"}

    configuration = loaded(
        monkeypatch, root=root, **stack(repositoryFiles={"/a/b.conf": "secret.conf"}), notSecret=reason
    )

    assert "tulip" in str(configuration.stack.settings.namespaces["shop"].apps["web"].files["/a/b.conf"])


def test_one_path_has_one_file(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    text = refused(monkeypatch, root=root, **stack(repositoryFiles={"/a/b": "web.conf"}, files={"/a/b": "x"}))

    assert f"{APP}: /a/b is in files and in repositoryFiles; expected it in one of them" in text


@pytest.mark.parametrize("setting", ["configFiles", "secretFiles", "downloads", "writablePaths"])
def test_and_one_folder_one_volume(monkeypatch: pytest.MonkeyPatch, root: Path, setting: str) -> None:
    other: dict[str, Any] = {
        "configFiles": {"/a/b": "web/key"},
        "secretFiles": {"/a/b": "db/key"},
        "downloads": {"/a/b": {"url": "https://example.com/b", "sha256": "0" * 64}},
        "writablePaths": ["/a"],
    }

    text = refused(monkeypatch, root=root, **stack(repositoryFiles={"/a/b": "web.conf"}, **{setting: other[setting]}))

    assert (
        f"{APP}: several volumes have the path /a; expected one volume for each path in files and repositoryFiles"
        in text
    )
