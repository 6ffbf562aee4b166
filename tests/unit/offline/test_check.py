from pathlib import Path

import pytest

from offline import check, program


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the program of this repository and stack files of the test."""
    (tmp_path / "__main__.py").symlink_to(program.ROOT / "__main__.py")
    monkeypatch.setattr(program, "ROOT", tmp_path)
    return tmp_path


def test_a_sound_stack_is_passed_without_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main(["dev"]) == 0
    assert capsys.readouterr() == ("", "")


def test_every_problem_of_an_unsound_one_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "Pulumi.test.yaml").write_text("config: {slipway:environment: dev, slipway:names: {}}")

    assert check.main(["test"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "Pulumi.test.yaml has 2 problems; nothing was changed",
        '  Pulumi.test.yaml:1: environment: expected one of development or production; got "dev"',
        "  Pulumi.test.yaml:1: names: unknown setting; did you mean namespaces?",
    ]


ALONE = """
config:
  slipway:environment: production
  slipway:cluster: {context: prod, uid: 00000000-0000-0000-0000-000000000000}
  slipway:namespaces: {shop: {apps: {web: {image: "shop/web:1.0", port: 8080, replicas: 2}}}}
"""


def test_every_policy_that_a_production_stack_breaks_is_told_with_its_fix(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "Pulumi.live.yaml").write_text(ALONE)

    assert check.main(["live"]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[:3] == [
        "Pulumi.live.yaml violates policies in 1 place; nothing was changed",
        "  image-digest  (Deployment shop.web)",
        "    In production, every image is pinned by its digest.",
    ]
    assert any(line.startswith("    fix, at namespaces.shop.apps.web: image: ") for line in told)


def test_what_policies_only_advise_stops_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    advised = ALONE.replace("production", "development").replace("shop/web", "elsewhere.test/web")
    (root / "Pulumi.test.yaml").write_text(advised)

    assert check.main(["test"]) == 0
    assert capsys.readouterr() == ("", "")


def test_what_stops_nothing_is_listed_on_request(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    elsewhere = ALONE.replace("production", "development").replace("shop/web", "quay.io/shop/web")
    (root / "Pulumi.test.yaml").write_text(elsewhere)

    assert check.main(["test"]) == 0
    assert capsys.readouterr() == ("", "")
    assert check.main(["test", "--advice"]) == 0
    assert "expected an image from docker.io; got" in capsys.readouterr().out
