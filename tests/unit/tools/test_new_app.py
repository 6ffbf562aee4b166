import difflib
import re
from pathlib import Path

import pytest

from offline.check import refusal
from offline.policy_check import evaluate_recording
from offline.program import record_stack
from offline.stack_file import StackFile
from slipway.settings.kinds import KINDS
from tools import new_app
from tools.failure import Failure
from tools.layout import PROJECT
from tools.new_app import FIRST, NEXT, add, lines_of, main

SHOP = """# of the shop
config:
  slipway:environment: development
  slipway:namespaces:
    shop: # theirs
      apps:
        web: {image: "nginx:1.29", port: 8080} # the first
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Pulumi.test.yaml"
    path.write_text(SHOP)
    return path


def refused(file: Path, name: str = "api", kind: str = "stateless", namespace: str | None = None) -> str:
    before = file.read_bytes() if file.exists() else None
    with pytest.raises(Failure) as failure:
        add(file, name, kind, namespace)
    assert (file.read_bytes() if file.exists() else None) == before
    return str(failure.value)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("stack", "namespace"), [("dev", "course-dev"), ("prod", "sample-prod")])
def test_a_new_app_passes_every_check_and_policy_and_only_adds_lines(
    tmp_path: Path, stack: str, namespace: str, kind: str
) -> None:
    before = (PROJECT / f"Pulumi.{stack}.yaml").read_text()
    file = tmp_path / f"Pulumi.{stack}.yaml"
    file.write_text(before)

    added_to, line = add(file, "fresh", kind, namespace)

    after = file.read_text()
    changes = [each for each in difflib.ndiff(before.splitlines(), after.splitlines()) if each[0] != " "]
    assert added_to == namespace
    assert {each[0] for each in changes} == {"+"}
    assert after.splitlines()[line - 1] == "        fresh:"
    evaluation = evaluate_recording(record_stack(stack, file), StackFile.read(file))
    assert not evaluation.mandatory, refusal(stack, evaluation)


def test_every_kind_has_its_lines() -> None:
    assert list(FIRST) == list(NEXT) == list(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_what_an_app_may_say_next_are_settings_of_its_kind_that_it_has_not_said(kind: str) -> None:
    known = {str(field.alias) for field in KINDS[kind].model_fields.values()}
    said = {name for line in lines_of("web", kind, "docker.io") for name in re.findall(r"^  (\w+):", line)}

    assert set(NEXT[kind]) <= known - said


def test_an_app_is_written_below_the_others_of_the_only_namespace(file: Path) -> None:
    assert add(file, "nightly", "scheduled") == ("shop", 8)
    assert file.read_text() == (
        SHOP
        + """\
        nightly:
          kind: scheduled
          image: docker.io/nightly:1.0.0 # the image that you have tested
          schedule: "0 3 * * *" # minute hour day month weekday
          resources: {cpu: 50m..500m, memory: 128Mi} # what is reserved..what it may use
          # next: command, args, env, secretEnv, connectsTo, timeZone, concurrencyPolicy; PAGE#kind-scheduled
""".replace("PAGE", "docs/settings.md")
    )


@pytest.mark.parametrize("namespace", ["shop:", "shop: {}", "shop:\n      team: shop", "shop:\n      apps: {}"])
def test_a_namespace_may_have_no_app_yet(file: Path, namespace: str) -> None:
    file.write_text(f"config:\n  slipway:environment: development\n  slipway:namespaces:\n    {namespace}\n")

    _, line = add(file, "web", "stateless")

    assert file.read_text().splitlines()[line - 2 : line] == ["      apps:", "        web:"]
    assert record_stack("test", file)


def test_a_production_app_has_a_digest(file: Path) -> None:
    file.write_text(SHOP.replace("development", "production"))
    add(file, "api", "worker")

    assert "image: docker.io/api:1.0.0@sha256:0" in file.read_text()


def test_its_image_comes_from_a_registry_that_the_policies_accept(file: Path) -> None:
    file.write_text(f"{SHOP}  slipway:policies: {{registries: [ghcr.io/acme, docker.io]}}\n")
    add(file, "api", "worker")

    assert "image: ghcr.io/acme/api:1.0.0 " in file.read_text()


def test_a_name_that_is_taken_is_refused_with_its_line(file: Path) -> None:
    assert refused(file, "web") == "Pulumi.test.yaml:7: shop has an app web already; expected another NAME"


@pytest.mark.parametrize("name", ["", "Web", "1web", "web_1", "a" * 53])
def test_a_name_that_no_app_can_have_is_refused(file: Path, name: str) -> None:
    assert refused(file, name).startswith("NAME: expected a name of at most 52 lowercase letters, digits and dashes")


def test_an_unknown_kind_is_refused_with_the_nearest_one(file: Path) -> None:
    assert refused(file, kind="statefull") == 'KIND: unknown kind "statefull"; did you mean stateful?'


def test_an_unknown_namespace_is_refused_with_the_nearest_one(file: Path) -> None:
    assert refused(file, namespace="shpo") == 'NAMESPACE: unknown namespace "shpo"; did you mean shop?'


def test_of_several_namespaces_one_is_named(file: Path) -> None:
    file.write_text(f"{SHOP}    billing:\n      team: billing\n")

    assert refused(file) == "expected NAMESPACE=..., one of shop, billing"


def test_a_stack_without_a_file_is_refused_with_those_that_have_one(file: Path) -> None:
    assert refused(file.with_name("Pulumi.prd.yaml")) == "there is no Pulumi.prd.yaml; there are Pulumi.test.yaml"


@pytest.mark.parametrize("text", ["", "config:\n", "config:\n  slipway:environment: development\n"])
def test_a_file_without_namespaces_is_refused(file: Path, text: str) -> None:
    file.write_text(text)

    assert "Pulumi.test.yaml has no namespace; write one first" in refused(file)


def test_apps_on_one_line_are_left_alone(file: Path) -> None:
    file.write_text("config:\n  slipway:namespaces:\n    shop: {apps: {web: {image: x}}}\n")

    assert refused(file) == (
        "Pulumi.test.yaml:3: no line can be added to what is written on one line, in braces; expected each name on a "
        "line of its own"
    )


def test_a_file_that_cannot_be_read_is_refused_with_the_line(file: Path) -> None:
    file.write_text("config: 1\nconfig: 2\n")

    assert refused(file) == "Pulumi.test.yaml:2: the same key is on line 1; expected each key once"


def test_the_command_prints_where_the_app_is_and_what_comes_next(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(new_app, "PROJECT", file.parent)

    assert main(["api", "--stack", "test"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Pulumi.test.yaml:8: api, a new app of shop",
        "next: write its image there, then look at it: make render STACK=test",
    ]


def test_the_command_prints_a_refusal(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(new_app, "PROJECT", file.parent)

    assert main(["web", "--stack", "test", "--kind", "worker"]) == 1
    assert capsys.readouterr().err.startswith("slipway: Pulumi.test.yaml:7: shop has an app web already")
