from pathlib import Path

import pytest

from tools.layout import PROJECT, Layout

SHARED = {"bin", "plugins", "downloads", "stamps", "pulumi_home"}
OWN = {"logs", "state", "deployed", "unfinished", "kwok", "kubeconfig", "caches"}


def test_what_is_built_is_shared_and_what_a_cluster_holds_is_its_own() -> None:
    developers, tests = Layout(), Layout(home=Path("/elsewhere"))

    assert {name for name in SHARED if getattr(tests, name) != getattr(developers, name)} == set()
    assert {name for name in OWN if not getattr(tests, name).is_relative_to("/elsewhere")} == set()


def test_all_that_is_written_is_below_one_folder_that_git_ignores() -> None:
    layout = Layout()

    assert layout.shared == layout.home == PROJECT / ".slipway"
    assert all(getattr(layout, name).is_relative_to(layout.home) for name in SHARED | OWN)
    assert ".slipway" in {line.strip("/") for line in (PROJECT / ".gitignore").read_text().splitlines()}


@pytest.mark.parametrize("name", ["modules", "simulation"])
def test_what_the_tools_read_is_part_of_the_repository(name: str) -> None:
    assert getattr(Layout(), name).is_dir()


def test_no_two_things_have_one_place() -> None:
    layout = Layout()

    assert len({getattr(layout, name) for name in SHARED | OWN}) == len(SHARED | OWN)


def test_a_path_is_shown_as_one_types_it_in_the_project() -> None:
    layout = Layout(project=Path("/p"))

    assert layout.shown(Path("/p/.slipway/logs/up.log")) == ".slipway/logs/up.log"
    assert layout.shown(Path("/elsewhere/up.log")) == "/elsewhere/up.log"
