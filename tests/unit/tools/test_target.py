import pytest

from tools.chart import NONE
from tools.layout import Layout
from tools.target import Target


def test_a_suggested_command_repeats_what_is_not_the_default() -> None:
    assert Target().make("preview") == "make preview"
    target = Target("prod", "current", "current", "fetched.tgz")
    assert target.make("up") == "make up STACK=prod CLUSTER=current BACKEND=current CHART=fetched.tgz"
    assert Target().make("down", "prod") == "make down STACK=prod"
    assert target.env_command.endswith('env --stack prod --cluster current --backend current)"')


def test_a_chart_that_the_shell_names_already_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLIPWAY_CHART", "charts/mine")

    assert Target(chart="charts/mine").make("up") == "make up"
    assert Target(chart="charts/other").make("up") == "make up CHART=charts/other"


def test_a_stack_without_monitoring_asks_for_no_chart(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.chart.reachable", lambda *_: False)
    (layout.project / "Pulumi.bare.yaml").write_text("config: {slipway:environment: development}\n")

    assert Target(stack="bare", cluster_kind="current", layout=layout).choose_chart() == NONE
