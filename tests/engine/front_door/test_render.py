"""`make render`: one file for each object, without engine and cluster."""

import yaml

from tests.engine.front_door.clone import Clone


def test_it_writes_what_an_up_would_send(clone: Clone) -> None:
    rendered = clone.make("render", "STACK=prod", "OUT=out/prod")

    files = [*(clone.root / "out" / "prod").rglob("*.yaml")]
    deployment = yaml.safe_load(
        (clone.root / "out" / "prod" / "course-prod" / "deployment-python-web.yaml").read_text()
    )
    assert rendered.code == 0, rendered.out + rendered.err
    assert rendered.out == f"{len(files)} objects of prod in out/prod\n"
    assert deployment["spec"]["replicas"] == 6


def test_a_folder_with_something_else_in_it_is_left_alone(clone: Clone) -> None:
    rendered = clone.make("render", "OUT=examples")

    assert rendered.code != 0
    assert "examples has files that this command did not write; expected an empty or a new folder" in rendered.err
    assert (clone.root / "examples" / "README.md").is_file()
