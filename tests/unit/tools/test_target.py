import pytest

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
