from pathlib import Path

import pulumi
import pytest

from offline.judgement import judge_stack, objects
from offline.program import record_stack
from policies.evaluation import Verdict

STACK = """
config:
  slipway:environment: production
  slipway:cluster: {context: prod, uid: 00000000-0000-0000-0000-000000000000}
  slipway:namespaces: {shop: {apps: {web: {image: "elsewhere.test/web:1.0", port: 8080, replicas: 2}}}}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The stack file of a sound stack whose image is neither pinned nor from a known registry."""
    path = tmp_path / "Pulumi.live.yaml"
    path.write_text(STACK)
    return path


def broken(verdict: Verdict) -> tuple[list[str], list[str]]:
    return [each.rule.name for each in verdict.mandatory], [each.rule.name for each in verdict.advisory]


def test_production_is_judged_as_such(file: Path) -> None:
    assert broken(judge_stack("live", file)) == (["image-digest", "image-registry"], [])


def test_development_is_advised(file: Path) -> None:
    file.write_text(STACK.replace("production", "development"))

    assert broken(judge_stack("live", file)) == ([], ["image-registry"])


def test_what_the_program_refuses_has_no_verdict(file: Path) -> None:
    file.write_text(STACK.replace("replicas: 2", "replicas: two"))

    with pytest.raises(pulumi.RunError, match="replicas: expected a whole number"):
        judge_stack("live", file)


def test_components_and_providers_are_no_objects_of_the_cluster(file: Path) -> None:
    titles = {each.title for each in objects(record_stack("live", file))}

    assert {"Namespace shop", "Deployment shop.web", "Service shop.web"} <= titles
    assert not [title for title in titles if "App" in title or "Environment" in title or "cluster" in title]


def test_figures_are_read_as_they_are_written(file: Path) -> None:
    [web] = [each for each in objects(record_stack("live", file)) if each.title == "Deployment shop.web"]

    assert repr(web.spec["replicas"]) == "2"
