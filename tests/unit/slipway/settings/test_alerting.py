from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.alerting import AlertingSettings, QuietHoursSettings
from tests.unit.slipway.settings.lines import lines_of

PAGER = {"pager": {"pagerduty": {"routingKey": "pager/key"}}}


def alerting(**said: Any) -> AlertingSettings:
    return AlertingSettings.model_validate({"receivers": PAGER, **said})


def hours(**said: Any) -> QuietHoursSettings:
    return QuietHoursSettings.model_validate({"timeZone": "Europe/Berlin", **said})


def test_a_name_is_short_for_a_list() -> None:
    assert alerting(default={"critical": "pager"}).default.critical == ("pager",)


def test_what_a_team_leaves_out_goes_where_the_default_goes() -> None:
    found = alerting(default={"critical": "a", "warning": "b"}, teams={"shop": {"critical": ["c", "d"]}})

    assert [found.of("shop", each) for each in ("critical", "warning", "info")] == [("c", "d"), ("b",), ()]
    assert found.of("unknown", "critical") == found.of(None, "critical") == ("a",)
    assert found.used() == {"a", "b", "c", "d"}


def test_each_address_and_each_secret_is_told_once() -> None:
    receivers = {
        **PAGER,
        "one": {"slack": {"apiUrl": "slack/one"}},
        "two": {"slack": {"apiUrl": "slack/two"}},
        "unused": {"webhook": {"url": "https://alerts.example.com/"}},
    }
    found = alerting(receivers=receivers, default={"critical": "pager", "warning": ["one", "two"]})

    assert [*map(str, found.endpoints())] == ["events.pagerduty.com:443", "hooks.slack.com:443"]
    assert found.secret_names() == ["pager", "slack"]
    assert found.secrets()["receivers.two.slack.apiUrl"] == "slack/two"


@pytest.mark.parametrize(
    ("said", "spans"),
    [
        ({}, [((), "00:00", "24:00")]),
        ({"from": "22:00"}, [((), "22:00", "24:00")]),
        ({"from": "22:00", "to": "07:00"}, [((), "22:00", "24:00"), ((), "00:00", "07:00")]),
        (
            {"from": "22:00", "to": "07:00", "days": ["friday", "sunday"]},
            [(("friday", "sunday"), "22:00", "24:00"), (("saturday", "monday"), "00:00", "07:00")],
        ),
        ({"from": "22:00", "to": "00:00", "days": ["friday"]}, [(("friday",), "22:00", "24:00")]),
    ],
)
def test_a_night_ends_on_the_next_day(said: dict[str, Any], spans: list[Any]) -> None:
    assert list(hours(**said).spans()) == spans


@pytest.mark.parametrize("said", [{"from": "07:00", "to": "07:00"}, {"from": "24:00", "to": "07:00"}])
def test_hours_without_time_are_refused(said: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="expected two different times"):
        hours(**said)


def test_a_time_zone_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValidationError, match="expected a time zone of the IANA database, for example Europe/Berlin"):
        hours(timeZone="Europe/Berln")


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (
            {"groupInterval": "2h", "repeatInterval": "1h"},
            "expected a repeatInterval of at least groupInterval; got 1h",
        ),
        (
            {"repeatInterval": "121h"},
            "expected a repeatInterval of at most 120h, for which Alertmanager remembers what it has sent; got 121h",
        ),
        ({"templates": ["a/slack.txt"]}, "templates: expected files whose names end with .tmpl; got slack.txt"),
        (
            {"templates": ["a/slack.tmpl", "b/slack.tmpl"]},
            "templates: expected different file names, because they lie in one folder; got slack.tmpl",
        ),
        (
            {"inhibit": [{"source": {}, "target": {"severity": "info"}}]},
            "inhibit.0: expected at least one label in source and in target, for example {alertname: NodeDown}",
        ),
        ({"watchdog": {"receiver": "pager", "repeat": "30s"}}, "watchdog: expected a repeat of at least 1m; got 30s"),
        (
            {"default": {"warnings": "pager"}},
            "default.warnings: unknown setting; did you mean warning?",
        ),
    ],
)
def test_a_mistake_is_refused_with_what_to_write(said: dict[str, Any], line: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        alerting(**said)

    assert [each.removeprefix(": ") for each in lines_of(refusal.value, AlertingSettings)] == [line]


def test_a_credential_in_the_place_of_its_name_is_not_shown() -> None:
    url = "https://hooks.slack.com/services/T00000000/B00000000/tulip"
    with pytest.raises(ValidationError) as refusal:
        alerting(receivers={"shop": {"slack": {"apiUrl": url}}})

    [line] = lines_of(refusal.value, AlertingSettings)
    assert line.startswith("receivers.shop.slack.apiUrl: expected a ConfigMap or Secret and its key, as name/key")
    assert "tulip" not in line
