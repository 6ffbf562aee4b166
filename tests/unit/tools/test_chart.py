from pathlib import Path

import pytest

from tools import chart
from tools.chart import STAND_IN, choose, is_needed
from tools.failure import Failure
from tools.layout import Layout


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chart, "reachable", lambda *_: False)


def test_the_repository_is_used_when_it_answers(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chart, "reachable", lambda *_: True)
    chosen = choose(layout, None, embedded=True)
    assert chosen.source is None
    assert chosen.environment == {"SLIPWAY_CHART": ""}


@pytest.mark.usefixtures("offline")
def test_the_stand_in_is_for_the_embedded_cluster_only(layout: Layout) -> None:
    chosen = choose(layout, None, embedded=True)
    assert chosen.source == STAND_IN
    assert "is not reachable" in chosen.description
    with pytest.raises(
        Failure, match=r"stand-in is for the embedded cluster only; download the chart and give its path: CHART="
    ):
        choose(layout, None, embedded=False)


@pytest.mark.usefixtures("offline")
def test_a_given_chart_is_named_relative_to_the_project(layout: Layout, tmp_path: Path) -> None:
    (tmp_path / "fetched.tgz").touch()
    assert choose(layout, str(tmp_path / "fetched.tgz"), embedded=False).source == "fetched.tgz"
    assert choose(layout, "fetched.tgz", embedded=True).source == "fetched.tgz"


def test_a_given_chart_must_be_one(layout: Layout, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for wrong in ("empty", "missing.tgz"):
        with pytest.raises(Failure, match=rf"CHART={wrong}: expected the folder of a chart"):
            choose(layout, wrong, embedded=True)


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("config:\n  slipway:monitoring: {}\n", True),
        ("config: {'slipway:monitoring': {}}\n", True),
        ("config:\n  slipway:environment: development\n", False),
    ],
)
def test_only_a_stack_with_monitoring_needs_a_chart(tmp_path: Path, text: str, *, needed: bool) -> None:
    file = tmp_path / "Pulumi.x.yaml"
    file.write_text(text)

    assert is_needed(file) is needed


def test_a_stack_file_that_cannot_be_read_says_nothing(tmp_path: Path) -> None:
    assert is_needed(tmp_path / "Pulumi.missing.yaml")
