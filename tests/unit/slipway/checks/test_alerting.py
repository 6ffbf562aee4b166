from typing import Any

import pytest

from slipway.checks.alerting import broken_alerting
from slipway.settings.stack import StackSettings

RECEIVERS: dict[str, Any] = {
    "pager": {"pagerduty": {"routingKey": "pager/key"}},
    "slack": {"slack": {"apiUrl": "slack/url"}},
}
DEFAULT = {"critical": "pager", "warning": "slack"}
OPEN = {"connectsTo": [{"cidr": "0.0.0.0/0", "port": 443}]}
OPENING = "monitoring.alertmanager.connectsTo"
SECRETS = {"monitoring": {"pager": {"key"}, "slack": {"url"}}}
APPS = {"web": {"image": "a:1", "port": 80}}
SHOP = {"shop": {"team": "shop", "apps": APPS}}


def told(
    alerting: dict[str, Any] | None,
    *,
    environment: str = "development",
    namespaces: Any = None,
    cluster: Any = None,
    **monitoring: Any,
) -> list[str]:
    whole = {"receivers": RECEIVERS, "default": DEFAULT, **alerting} if alerting is not None else None
    stack = StackSettings.model_validate(
        {
            "environment": environment,
            "namespaces": namespaces or {},
            "cluster": cluster or {},
            "monitoring": {"alertmanager": OPEN, **({"alerting": whole} if whole else {}), **monitoring},
        }
    )
    return sorted(str(each).removeprefix("monitoring.alerting.") for each in broken_alerting(stack, SECRETS))


def test_a_whole_routing_has_no_problem() -> None:
    assert told({"teams": {"shop": {}}}, environment="production", namespaces=SHOP) == []


def test_development_needs_no_receivers() -> None:
    assert told(None) == []


def test_production_tells_somebody() -> None:
    assert told(None, environment="production") == [
        (
            "monitoring.alerting: missing; in production every alert reaches somebody; write for example {receivers: "
            "{pager: {pagerduty: {routingKey: pager/routing-key}}}, default: {critical: pager, warning: pager}}"
        )
    ]


def test_a_configuration_in_the_extra_values_is_one_too() -> None:
    extra = {"reason": "made by the platform team", "values": {"alertmanager": {"config": {"route": {}, "x": 1}}}}

    assert told(None, environment="production", extraValues=extra) == []


@pytest.mark.parametrize(
    ("alerting", "line"),
    [
        ({"default": {**DEFAULT, "info": "slak"}}, 'default.info: unknown receiver "slak"; did you mean slack?'),
        ({"watchdog": {"receiver": "pagr"}}, 'watchdog.receiver: unknown receiver "pagr"; did you mean pager?'),
        (
            {"default": {"critical": "pager"}},
            (
                "receivers.slack: gets no alerts; name it in a route, for example default: {warning: slack}, or leave "
                "it out"
            ),
        ),
        (
            {"watchdog": {"receiver": "slack"}},
            (
                "default.warning: slack is the dead man's switch of watchdog, and any other alert would count as a "
                "sign of life; expected another receiver"
            ),
        ),
        ({"teams": {"shp": {}}}, "teams.shp: unknown team of namespaces; did you mean shop?"),
        (
            {"quietHours": {"nights": {"timeZone": "UTC", "teams": ["shop"]}}},
            'quietHours.nights.teams: unknown team "shop" of alerting.teams; there are none here',
        ),
        (
            {"receivers": {**RECEIVERS, "slack": {"slack": {"apiUrl": "slack/ulr"}}}},
            'receivers.slack.slack.apiUrl: unknown key "ulr" of Secret slack; did you mean url?',
        ),
        (
            {"receivers": {**RECEIVERS, "slack": {"slack": {"apiUrl": "chat/url"}}}},
            (
                'receivers.slack.slack.apiUrl: unknown Secret "chat"; expected one of pager, slack (set it with pulumi '
                "config set --path --secret slipway:secrets.monitoring.chat.url, or declare its source in "
                "monitoring.secrets)"
            ),
        ),
    ],
)
def test_a_mistake_is_refused_with_what_to_write(alerting: dict[str, Any], line: str) -> None:
    assert told(alerting, namespaces=SHOP) == [line]


@pytest.mark.parametrize(
    "url",
    [
        "https://nosnch.in/c2354d53d2",
        "https://hc-ping.com/0b3c4a2e-8f6d-4c1b-9a7e-5d2f1c0b9a8e",
        "https://alerts.example.com/hook?team=shop",
    ],
)
def test_a_url_with_a_token_is_refused_and_not_shown(url: str) -> None:
    [line] = told({"receivers": {**RECEIVERS, "slack": {"webhook": {"url": url}}}})

    assert line == (
        "receivers.slack.webhook.url: looks like a URL with a token, in plain text; expected the whole URL in a "
        "secret: urlSecret: name/key, and host"
    )


@pytest.mark.parametrize("url", ["https://alerts.example.com/api/v1/alerts", "https://a.io/alertmanager-2026/eu1"])
def test_a_url_of_words_is_no_token(url: str) -> None:
    assert told({"receivers": {**RECEIVERS, "slack": {"webhook": {"url": url}}}}) == []


def test_policies_of_kubernetes_need_addresses_and_those_of_cilium_none() -> None:
    closed = {"connectsTo": [{"cidr": "0.0.0.0/0", "port": 587}]}

    assert told({"default": {"critical": "pager", "warning": "pager", "info": "slack"}}, alertmanager=closed) == [
        f"receivers.{name}: Alertmanager may not connect to {address}, and NetworkPolicies of Kubernetes match "
        f"addresses only; write {OPENING}: [{{cidr: 0.0.0.0/0, port: 443}}] for all addresses, or a smaller "
        "block that the receiver publishes; cluster.networkPolicies: cilium needs no line"
        for name, address in (("pager", "events.pagerduty.com:443"), ("slack", "hooks.slack.com:443"))
    ]
    assert told({}, alertmanager={}, cluster={"networkPolicies": "cilium"}) == []


@pytest.mark.parametrize(
    ("url", "line", "opened"),
    [
        ("http://web.shop.svc/", "{app: web, namespace: shop}", {"app": "web", "namespace": "shop"}),
        (
            "http://bot.chat.svc:8080/",
            "{pods: {namespace: chat}, port: 8080}",
            {"pods": {"namespace": "chat"}, "port": 8080},
        ),
        (
            "http://bot:8080/",
            "{pods: {namespace: monitoring}, port: 8080}",
            {"pods": {"namespace": "monitoring"}, "port": 8080},
        ),
    ],
)
def test_a_receiver_in_the_cluster_needs_a_connection(url: str, line: str, opened: dict[str, Any]) -> None:
    receivers = {"receivers": {**RECEIVERS, "slack": {"webhook": {"url": url}}}}
    address = url.removeprefix("http://").rstrip("/")
    address = address if ":" in address else f"{address}:80"

    assert told(receivers, namespaces=SHOP) == [
        f"receivers.slack: Alertmanager may not connect to {address}; write {OPENING}: [{line}]"
    ]
    connects_to = [*OPEN["connectsTo"], opened]
    assert told(receivers, namespaces=SHOP, alertmanager={"connectsTo": connects_to}) == []


def test_in_production_somebody_has_thought_of_each_team_with_apps() -> None:
    namespaces = {**SHOP, "pay": {"team": "pay", "apps": APPS}, "empty": {"team": "empty"}, "ours": {"apps": APPS}}

    assert told({"teams": {"shop": {}}}, environment="production", namespaces=namespaces) == [
        (
            "teams.pay: missing; required in production: who gets the alerts of the apps in pay; write for example "
            "pay: {critical: pager, warning: pager}, or pay: {} if those of default get them"
        )
    ]
    assert told({"teams": {"shop": {}}}, namespaces=namespaces) == []


def test_in_production_critical_alerts_and_warnings_reach_somebody() -> None:
    alerting = {"default": {"critical": ["pager", "slack"]}, "teams": {"shop": {}}}

    assert told(alerting, environment="production", namespaces=SHOP) == [
        (
            "default.warning: missing; required in production: who gets warning alerts of nodes, of the control plane "
            "and of everything without a team; write for example warning: pager"
        ),
        "teams.shop.warning: missing; nobody gets warning alerts of shop; write for example warning: pager",
    ]


def test_alerts_with_a_severity_or_a_team_that_no_route_looks_at_are_refused() -> None:
    rules = [
        {"alert": "None", "expr": "up == 0"},
        {"alert": "Odd", "expr": "up == 0", "labels": {"severity": "crit", "team": "shpo"}},
        {"alert": "Right", "expr": "up == 0", "labels": {"severity": "info", "team": "shop"}},
        {"record": "a:b", "expr": "up"},
    ]
    values = {"additionalPrometheusRulesMap": {"own": {"groups": [{"name": "a", "rules": rules}]}}}
    extra = {"reason": "needed by this test", "values": values}
    path = "monitoring.extraValues.values.additionalPrometheusRulesMap.own.groups.0.rules"

    assert told({}, namespaces=SHOP, extraValues=extra) == [
        f"{path}.0.labels.severity: missing; required: critical, warning or info; routes look at it",
        f'{path}.1.labels.severity: unknown severity "crit"; did you mean critical?',
        f'{path}.1.labels.team: unknown team "shpo" of namespaces; did you mean shop?',
    ]
