from pathlib import Path

import pytest
import yaml

from offline.render import main


def test_a_stack_becomes_one_file_for_each_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "dev"

    assert main(["dev", str(out)]) == 0
    files = sorted(out.rglob("*.yaml"))
    assert capsys.readouterr().out == f"{len(files)} objects of dev in {out}\n"
    assert all({"apiVersion", "kind"} <= yaml.safe_load(file.read_text()).keys() for file in files)


def test_the_release_is_rendered_as_its_values(tmp_path: Path) -> None:
    main(["prod", str(tmp_path / "prod")])
    release = yaml.safe_load((tmp_path / "prod/monitoring/helmrelease-monitoring.yaml").read_text())

    assert release["chart"] == "kube-prometheus-stack"
    assert release["values"]["prometheus"]["prometheusSpec"]["retention"] == "30d"


def test_rendering_again_leaves_no_file_of_the_last_time(tmp_path: Path) -> None:
    main(["dev", str(tmp_path)])
    main(["prod", str(tmp_path)])

    assert not (tmp_path / "sample-dev").exists()


def test_a_folder_that_holds_anything_else_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")

    assert main(["dev", str(tmp_path)]) == 1
    assert "expected an empty or a new folder" in capsys.readouterr().err
    assert (tmp_path / "thesis.txt").read_text() == "years of work"
