"""The script runs here like in the pod, with the arguments in the form of the kubelet."""

import hashlib
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slipway.blocks.downloads import SCRIPT, download_container, download_volumes
from slipway.settings.pod import PodContainersSettings

CONTENT = b"what was asked for\n"
SHA = hashlib.sha256(CONTENT).hexdigest()


def settings(**downloads: dict[str, str]) -> PodContainersSettings:
    return PodContainersSettings.model_validate({"image": "nginx:1.29", "downloads": downloads})


def container(**downloads: dict[str, str]) -> Any:
    return download_container(settings(**downloads))


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "model.bin").write_bytes(CONTENT)
    (folder / "$(HOME);{a,b}[1-2].bin").write_bytes(CONTENT)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as http:
        thread = threading.Thread(target=http.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()
        thread.join()


def expanded(argument: str) -> str:
    """The argument after the kubelet has expanded all references to variables."""
    assert "$(" not in argument.replace("$$", "")
    return argument.replace("$$", "$")


def run(made: Any) -> subprocess.CompletedProcess[str]:
    command = [expanded(word) for word in [*made.command, *made.args]]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={"PATH": "/usr/bin:/bin"})


def fetch(file: Path, url: str, sha256: str = SHA, size: str = "1Mi") -> subprocess.CompletedProcess[str]:
    return run(container(**{str(file): {"url": url, "sha256": sha256, "size": size}}))


@pytest.mark.parametrize("name", ["model.bin", "$(HOME);{a,b}[1-2].bin", "./model.bin?$$`id`&'\""])
def test_what_is_asked_for_is_fetched_whatever_its_url_holds(server: str, tmp_path: Path, name: str) -> None:
    done = fetch(tmp_path / "x.bin", f"{server}/{name}")

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "x.bin").read_bytes() == CONTENT
    assert [file.name for file in tmp_path.iterdir()] == ["x.bin"]


def test_something_else_is_not_put_in_its_place(server: str, tmp_path: Path) -> None:
    done = fetch(tmp_path / "x.bin", f"{server}/model.bin", sha256="0" * 64)

    assert done.returncode != 0
    assert "FAILED" in done.stdout
    assert not (tmp_path / "x.bin").exists()


def test_something_larger_than_its_size_is_not_fetched(server: str, tmp_path: Path) -> None:
    assert fetch(tmp_path / "x.bin", f"{server}/model.bin", size="3").returncode != 0
    assert not (tmp_path / "x.bin").exists()


def test_something_that_is_not_there_fails(server: str, tmp_path: Path) -> None:
    done = fetch(tmp_path / "x.bin", f"{server}/nothing")

    assert done.returncode != 0
    assert "404" in done.stderr


def test_a_container_that_starts_again_keeps_what_is_there(server: str, tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(CONTENT)

    assert fetch(tmp_path / "x.bin", f"{server}/nothing").returncode == 0


def test_a_file_that_is_not_what_it_should_be_is_fetched_anew(server: str, tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"half of i")

    assert fetch(tmp_path / "x.bin", f"{server}/model.bin").returncode == 0
    assert (tmp_path / "x.bin").read_bytes() == CONTENT


def test_several_files_are_fetched_one_after_another(server: str, tmp_path: Path) -> None:
    one = {"url": f"{server}/model.bin", "sha256": SHA}
    done = run(container(**{str(tmp_path / "a"): one, str(tmp_path / "b"): one}))

    assert done.returncode == 0, done.stderr
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a", "b"]


@given(st.text(alphabet=st.characters(min_codepoint=0x21, max_codepoint=0x7E), max_size=20))
def test_no_url_changes_the_script_and_each_arrives_as_it_is(path: str) -> None:
    url = f"https://example.com/{path}"
    made = container(**{"/data/x": {"url": url, "sha256": SHA}})

    assert made.command == ["sh", "-euc", SCRIPT, "downloads"]
    assert [expanded(word) for word in made.args] == [url, "/data/x", SHA, "268435456"]


def test_the_script_holds_nothing_that_kubernetes_would_replace() -> None:
    assert "$(" not in SCRIPT
    assert "$$" not in SCRIPT


def test_it_is_pulled_whatever_the_app_says_of_its_own_image() -> None:
    local = PodContainersSettings(image="shop/local:1.0", image_pull_policy="Never")

    assert download_container(local).image_pull_policy == "IfNotPresent"


def test_it_writes_to_the_folders_of_the_downloads_and_nowhere_else() -> None:
    one = {"url": "https://example.com/x", "sha256": SHA}
    made = container(**{"/data/x": one, "/data/y": one, "/models/z": one})

    assert [(mount.mount_path, mount.read_only) for mount in made.volume_mounts] == [("/data", None), ("/models", None)]


def test_each_folder_holds_what_its_files_may_and_a_little_more() -> None:
    def one(size: str) -> dict[str, str]:
        return {"url": "https://example.com/x", "sha256": SHA, "size": size}

    volumes: list[Any] = list(
        download_volumes(settings(**{"/data/x": one("10Mi"), "/data/y": one("1"), "/models/z": one("1Gi")}))
    )

    assert [(volume.name, volume.empty_dir.size_limit) for volume in volumes] == [
        ("data", "12Mi"),
        ("models", "1025Mi"),
    ]
