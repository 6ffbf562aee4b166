from pathlib import Path
from typing import Any

import pulumi
import pytest

from components import App, NodeAgent, ScheduledJob, StatefulApp, StatelessApp, Task, WorkerApp
from offline.recorder import Recording, record
from slipway.settings import (
    NodeAgentSettings,
    ScheduledJobSettings,
    StatefulAppSettings,
    StatelessAppSettings,
    TaskSettings,
    WorkerAppSettings,
)
from slipway.settings.pod import PodSettings

KINDS: list[tuple[type[App[Any]], type[PodSettings], dict[str, Any]]] = [
    (StatelessApp, StatelessAppSettings, {"port": 8080}),
    (StatefulApp, StatefulAppSettings, {"port": 8080}),
    (WorkerApp, WorkerAppSettings, {}),
    (NodeAgent, NodeAgentSettings, {}),
    (ScheduledJob, ScheduledJobSettings, {"schedule": "@daily"}),
    (Task, TaskSettings, {}),
]
MOUNTED = {"/etc/web/web.conf": "config/web.conf"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "web.conf").write_text("color = blue\n")
    return tmp_path


def deployed(root: Path, index: int = 0, **settings: Any) -> Recording:
    component, model, needed = KINDS[index]

    def program() -> None:
        component("web", model(image="web:1.0", **needed, **settings), namespace="shop")

    return record(program, root=root)


def refusal(root: Path, **settings: Any) -> list[str]:
    with pytest.raises(pulumi.RunError) as refused:
        deployed(root, **settings)
    return str(refused.value).splitlines()


@pytest.mark.parametrize("index", range(len(KINDS)), ids=[component.__name__ for component, _, _ in KINDS])
def test_every_kind_of_app_mounts_a_file_of_the_repository(root: Path, index: int) -> None:
    config_map = deployed(root, index, repository_files=MOUNTED).one("ConfigMap", "web.etc-web").inputs

    assert config_map["data"] == {"web.conf": "color = blue\n"}
    assert config_map["immutable"] is True


def test_a_binary_file_is_binary_data_beside_the_text_of_its_folder(root: Path) -> None:
    (root / "config" / "logo.png").write_bytes(b"\x89PNG\x00")
    binary = {"/etc/web/logo.png": "config/logo.png"}
    config_map = deployed(root, repository_files=MOUNTED, binary_files=binary).one("ConfigMap", "web.etc-web").inputs

    assert config_map["data"] == {"web.conf": "color = blue\n"}
    assert config_map["binaryData"] == {"logo.png": "iVBORwA="}


def test_a_binary_file_that_is_not_there_is_told_by_its_setting(root: Path) -> None:
    [line] = refusal(root, binary_files={"/etc/web/logo.png": "config/logo.png"})

    assert line.startswith("web.binaryFiles./etc/web/logo.png: there is no config/logo.png below")


def test_it_lies_in_one_config_map_with_the_files_of_its_folder_as_if_it_were_one_of_them(root: Path) -> None:
    beside = {"/etc/web/web.yaml": {"color": "red"}}
    written = {"/etc/web/web.conf": "color = blue\n"}

    read = deployed(root, files=beside, repository_files=MOUNTED).one("ConfigMap").inputs

    assert read == deployed(root, files={**beside, **written}).one("ConfigMap").inputs


def template(recording: Recording) -> Any:
    return recording.one("Deployment").inputs["spec"]["template"]


def test_a_change_of_the_file_gives_its_pods_another_config_map_and_leaves_others_alone(root: Path) -> None:
    before = template(deployed(root, repository_files=MOUNTED))
    other = template(deployed(root, files={"/a/b": "c"}))

    (root / "config" / "web.conf").write_text("color = red\n")

    assert template(deployed(root, repository_files=MOUNTED)) != before
    assert template(deployed(root, files={"/a/b": "c"})) == other


def test_a_program_of_ones_own_is_told_of_every_file_at_once(root: Path) -> None:
    (root / "config" / "logo.png").write_bytes(b"\x89PNG\r\n")

    lines = refusal(root, repository_files={"/a/a.conf": "config/wbe.conf", "/a/logo.png": "config/logo.png"})

    assert [line.partition(": ")[0] for line in lines] == [
        "web.repositoryFiles./a/a.conf",
        "web.repositoryFiles./a/logo.png",
    ]
    assert lines[0].endswith("did you mean config/web.conf?")


def test_more_than_a_config_map_in_a_folder_is_refused_and_in_two_it_is_not(root: Path) -> None:
    (root / "config" / "large").write_text("x" * 600_000)

    [line] = refusal(root, repository_files={"/a/one": "config/large"}, files={"/a/two": "y" * 500_000})
    assert line.startswith(
        "web: expected at most 1,048,576 bytes in files, repositoryFiles and binaryFiles of one folder (one "
        "ConfigMap); got 1,100,000 in /a; "
    )
    assert len(deployed(root, repository_files={"/a/one": "config/large", "/b/two": "config/large"}).all("ConfigMap"))


def test_files_of_the_settings_alone_are_held_to_it_too(root: Path) -> None:
    assert "got 1,048,577 in /a" in refusal(root, files={"/a/one": "x" * 1_048_577})[0]
