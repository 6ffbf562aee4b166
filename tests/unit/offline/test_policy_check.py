from pathlib import Path

import pulumi
import pytest

from offline.policy_check import evaluate_stack, objects
from offline.program import record_stack
from policies.evaluation import Evaluation

STACK = """
config:
  slipway:environment: production
  slipway:cluster: {context: prod, uid: 00000000-0000-0000-0000-000000000000}
  slipway:namespaces: {shop: {apps: {web: {image: "elsewhere.test/web:1.0", port: 8080, replicas: 2}}}}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The stack file of a valid stack whose image is not pinned and not from a known registry."""
    path = tmp_path / "Pulumi.live.yaml"
    path.write_text(STACK)
    return path


def broken(evaluation: Evaluation) -> tuple[list[str], list[str]]:
    return [each.rule.name for each in evaluation.mandatory], [each.rule.name for each in evaluation.advisory]


def test_a_production_stack_is_stopped(file: Path) -> None:
    assert broken(evaluate_stack("live", file)) == (["image-digest", "image-registry"], [])


def test_development_is_advised(file: Path) -> None:
    file.write_text(STACK.replace("production", "development"))

    assert broken(evaluate_stack("live", file)) == ([], ["image-registry"])


POLICIES = """
  slipway:policies:
    registries: [docker.io, elsewhere.test]
    exemptions:
      - policy: image-digest
        object: Deployment shop.web
        reason: the vendor publishes no digests
        expires: DAY
"""


def test_the_registries_and_exemptions_of_the_stack_file_are_heeded(file: Path) -> None:
    file.write_text(STACK + POLICIES.replace("DAY", "2999-12-31"))

    assert broken(evaluate_stack("live", file)) == ([], [])


def test_a_last_day_may_be_quoted(file: Path) -> None:
    file.write_text(STACK + POLICIES.replace("DAY", '"2020-01-01"'))

    assert broken(evaluate_stack("live", file)) == (["image-digest", "exemption-expired"], [])


@pytest.mark.parametrize("day", ["soon", "2030-02-31", "31.3.2030", "2030-03-31T12:00:00Z"])
def test_an_exemption_without_a_day_is_refused_by_the_program(file: Path, day: str) -> None:
    file.write_text(STACK + POLICIES.replace("DAY", day))

    with pytest.raises(pulumi.RunError, match=r"policies.exemptions.0.expires: expected a day, for example 2030-03-31"):
        evaluate_stack("live", file)


def test_what_the_program_refuses_is_not_evaluated(file: Path) -> None:
    file.write_text(STACK.replace("replicas: 2", "replicas: two"))

    with pytest.raises(pulumi.RunError, match="replicas: expected a whole number"):
        evaluate_stack("live", file)


def test_components_and_providers_are_no_objects_of_the_cluster(file: Path) -> None:
    titles = {each.title for each in objects(record_stack("live", file))}

    assert {"Namespace shop", "Deployment shop.web", "Service shop.web"} <= titles
    assert not [title for title in titles if "App" in title or "Environment" in title or "cluster" in title]


def test_figures_are_read_as_they_are_written(file: Path) -> None:
    [web] = [each for each in objects(record_stack("live", file)) if each.title == "Deployment shop.web"]

    assert repr(web.spec["replicas"]) == "2"
