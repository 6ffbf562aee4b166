from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.receivers import ReceiverSettings
from tests.unit.slipway.settings.lines import lines_of

MAIL = {"to": ["ops@example.com"], "from": "alerts@example.com", "smarthost": "smtp.example.com:587"}


def receiver(**said: Any) -> ReceiverSettings:
    return ReceiverSettings.model_validate(said)


@pytest.mark.parametrize(
    ("kind", "said", "address", "secrets"),
    [
        ("slack", {"apiUrl": "slack/shop"}, "hooks.slack.com:443", {"apiUrl": "slack/shop"}),
        ("pagerduty", {"routingKey": "pager/key"}, "events.pagerduty.com:443", {"routingKey": "pager/key"}),
        ("pagerduty", {"routingKey": "p/k", "region": "eu"}, "events.eu.pagerduty.com:443", {"routingKey": "p/k"}),
        ("opsgenie", {"apiKey": "genie/key"}, "api.opsgenie.com:443", {"apiKey": "genie/key"}),
        ("opsgenie", {"apiKey": "g/k", "region": "eu"}, "api.eu.opsgenie.com:443", {"apiKey": "g/k"}),
        ("email", MAIL, "smtp.example.com:587", {}),
        (
            "email",
            {**MAIL, "authUsername": "a", "authPassword": "m/p"},
            "smtp.example.com:587",
            {"authPassword": "m/p"},
        ),
        (
            "teams",
            {"webhookUrl": "t/url", "host": "a.logic.azure.com"},
            "a.logic.azure.com:443",
            {"webhookUrl": "t/url"},
        ),
        ("webhook", {"url": "http://pager.ops.svc:8080/alerts"}, "pager.ops.svc:8080", {}),
        ("webhook", {"url": "http://alerts.example.com/"}, "alerts.example.com:80", {}),
        ("webhook", {"urlSecret": "snitch/url", "host": "nosnch.in"}, "nosnch.in:443", {"urlSecret": "snitch/url"}),
        (
            "webhook",
            {"urlSecret": "s/url", "host": "a.example.com", "port": 8443, "bearerToken": "s/token"},
            "a.example.com:8443",
            {"urlSecret": "s/url", "bearerToken": "s/token"},
        ),
    ],
)
def test_a_receiver_knows_its_address_and_its_credentials(
    kind: str, said: dict[str, Any], address: str, secrets: dict[str, str]
) -> None:
    found = receiver(**{kind: said})

    assert found.kind == kind
    assert str(found.target.endpoint()) == address
    assert found.target.secrets() == secrets


@pytest.mark.parametrize(
    ("host", "inside"), [("pager", True), ("pager.ops.svc", True), ("p.ops.svc.cluster.local", True), ("a.io", False)]
)
def test_a_service_of_the_cluster_is_recognized_by_its_name(host: str, inside: bool) -> None:  # noqa: FBT001
    assert receiver(webhook={"url": f"http://{host}/"}).target.endpoint().in_cluster is inside


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({}, "expected exactly one of slack, pagerduty, opsgenie, email, teams, webhook; got none"),
        (
            {"slack": {"apiUrl": "a/b"}, "opsgenie": {"apiKey": "a/b"}},
            "expected exactly one of slack, pagerduty, opsgenie, email, teams, webhook; got slack and opsgenie",
        ),
        (
            {"webhook": {}},
            "webhook: expected exactly one of url and urlSecret, for example {url: https://alerts.example.com/}",
        ),
        (
            {"webhook": {"urlSecret": "a/b"}},
            "webhook: urlSecret needs host, the host in the URL, for example host: alerts.example.com",
        ),
        (
            {"webhook": {"url": "https://a.example.com/", "port": 443}},
            "webhook: host and port are in the url already; leave them out",
        ),
        ({"email": {**MAIL, "authUsername": "a"}}, "email: expected authUsername and authPassword, or neither"),
        (
            {"email": {**MAIL, "smarthost": "smtp.example.com"}},
            (
                "email.smarthost: expected a host name and a port, for example smtp.example.com:587; "
                'got "smtp.example.com"'
            ),
        ),
        (
            {"slack": {"apiUrl": "a/b", "channel": "two words"}},
            'slack.channel: expected a channel of Slack, in quotes, for example "#shop-alerts"; got "two words"',
        ),
    ],
)
def test_a_mistake_is_refused_with_what_to_write(said: dict[str, Any], line: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        receiver(**said)

    assert [each.removeprefix(": ") for each in lines_of(refusal.value, ReceiverSettings)] == [line]
