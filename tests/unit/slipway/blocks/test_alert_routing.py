import re
from typing import Any

import pytest

from slipway.blocks.alert_routing import (
    NOBODY,
    alertmanager_config,
    alertmanager_values,
    mounted_secrets,
    team_labels,
)
from slipway.blocks.chart_values import chart_values
from slipway.settings import MonitoringSettings
from slipway.settings.alerting import AlertingSettings

RECEIVERS = {
    "pager": {"pagerduty": {"routingKey": "pager/key"}},
    "shop": {"slack": {"apiUrl": "slack/shop"}},
    "switch": {"webhook": {"urlSecret": "switch/url", "host": "nosnch.in"}},
}
DEFAULT = {"critical": "pager", "warning": "pager"}


def alerting(**said: Any) -> AlertingSettings:
    return AlertingSettings.model_validate({"receivers": RECEIVERS, "default": DEFAULT, **said})


def config(**said: Any) -> dict[str, Any]:
    return alertmanager_config(alerting(**said), {})


def test_every_key_that_the_chart_sets_is_set_because_helm_merges() -> None:
    found = config()

    assert {"global", "inhibit_rules", "route", "receivers", "templates"} <= found.keys()
    assert {"group_by", "group_wait", "group_interval", "repeat_interval", "receiver", "routes"} == found[
        "route"
    ].keys()


def test_a_receiver_of_alertmanager_exists_for_each_that_a_route_names() -> None:
    found = config(teams={"shop": {"critical": ["pager", "shop"], "warning": "shop"}}, watchdog={"receiver": "switch"})

    assert [each["name"] for each in found["receivers"]] == [NOBODY, "Watchdog", "pager", "pager+shop", "shop"]


def test_the_watchdog_is_repeated_at_its_own_pace_and_never_over() -> None:
    found = config(watchdog={"receiver": "switch", "repeat": "10m"})

    [watchdog] = [each for each in found["route"]["routes"] if each["receiver"] == "Watchdog"]
    assert watchdog["matchers"] == ['alertname="Watchdog"']
    assert (watchdog["group_interval"], watchdog["repeat_interval"]) == ("1m", "10m")
    [receiver] = [each for each in found["receivers"] if each["name"] == "Watchdog"]
    assert receiver["webhook_configs"][0]["send_resolved"] is False


def test_quiet_hours_are_time_intervals_of_their_zone() -> None:
    night = {"timeZone": "Europe/Berlin", "days": ["friday"], "from": "22:00", "to": "07:00"}
    found = config(quietHours={"nights": night})

    [interval] = found["time_intervals"]
    assert [(each["weekdays"], each["times"][0]["start_time"]) for each in interval["time_intervals"]] == [
        (["friday"], "22:00"),
        (["saturday"], "00:00"),
    ]
    assert {each["location"] for each in interval["time_intervals"]} == {"Europe/Berlin"}
    default = found["route"]["routes"][-1]
    assert default["mute_time_intervals"] == ["nights"]
    assert "mute_time_intervals" not in default["routes"][0]
    assert "time_intervals" not in config()


def test_worse_alerts_silence_others_of_the_same_name_and_namespace() -> None:
    first, *_, own = config(inhibit=[{"source": {"alertname": 'a"b'}, "target": {"severity": "info"}}])["inhibit_rules"]

    assert first["equal"] == ["namespace", "app", "alertname"]
    assert own == {"source_matchers": ['alertname="a\\"b"'], "target_matchers": ['severity="info"'], "equal": []}


def test_templates_lie_beside_the_configuration_under_their_file_names() -> None:
    found = alertmanager_values(alerting(templates=["messages/slack.tmpl"]), {}, {"messages/slack.tmpl": "text"})

    assert found["templateFiles"] == {"slack.tmpl": "text"}
    assert "templateFiles" not in alertmanager_values(alerting(), {}, {})


def test_the_secrets_of_receivers_are_mounted_under_their_real_names() -> None:
    assert mounted_secrets(alerting(), {"pager": "pager-1", "slack": "slack-1"}) == {
        "secrets": ["pager-1", "slack-1", "switch"]
    }


@pytest.mark.parametrize(
    ("team", "namespace", "labelled"),
    [("", "shop", "shop"), ("", "shop-batch", "shop"), ("", "pay", "pay"), ("", "shops", ""), ("pay", "shop", "pay")],
)
def test_an_alert_gets_the_team_of_its_namespace_if_it_has_none(team: str, namespace: str, labelled: str) -> None:
    """As Prometheus relabels: the expression matches the whole of the joined values."""
    labels = {"team": team, "namespace": namespace}
    for rule in team_labels({"shop": "shop", "shop-batch": "shop", "pay": "pay"}):
        if re.fullmatch(rule["regex"], rule["separator"].join(labels[each] for each in rule["source_labels"])):
            labels[rule["target_label"]] = rule["replacement"]

    assert labels["team"] == labelled


def test_the_chart_gets_all_of_it_and_without_alerting_nothing() -> None:
    values = chart_values(MonitoringSettings(alerting=alerting()), {"grafana-admin": "g"}, teams={"shop": "shop"})
    without = chart_values(MonitoringSettings(), {"grafana-admin": "g"})

    assert values["alertmanager"]["config"] == config()
    assert values["alertmanager"]["alertmanagerSpec"]["secrets"] == ["pager", "slack", "switch"]
    assert values["alertmanager"]["alertmanagerSpec"]["replicas"] == 1
    assert len(values["prometheus"]["prometheusSpec"]["additionalAlertRelabelConfigs"]) == 1
    assert without["alertmanager"].keys() == {"alertmanagerSpec"}
    assert "additionalAlertRelabelConfigs" not in without["prometheus"]["prometheusSpec"]
