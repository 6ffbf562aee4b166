from typing import Any

import pytest
from pulumi import Output

from offline.recorder import record
from slipway.blocks.receivers import receiver, secret_file
from slipway.settings.receivers import ReceiverSettings

MAIL = {"to": ["a@example.com", "b@example.com"], "from": "c@example.com", "smarthost": "smtp.example.com:587"}
REAL = {"keys": "keys-1"}


def configured(kind: str, said: dict[str, Any], *, resolved: bool = True, **more: Any) -> dict[str, Any]:
    found = receiver("r", [ReceiverSettings.model_validate({kind: said, **more})], REAL, resolved=resolved)
    [(field, [content])] = [(name, value) for name, value in found.items() if name != "name"]
    return {"field": field, **content}


@pytest.mark.parametrize(
    ("kind", "said", "field", "credential"),
    [
        ("slack", {"apiUrl": "keys/a"}, "slack_configs", "api_url_file"),
        ("pagerduty", {"routingKey": "keys/a"}, "pagerduty_configs", "routing_key_file"),
        ("opsgenie", {"apiKey": "keys/a"}, "opsgenie_configs", "api_key_file"),
        ("email", {**MAIL, "authUsername": "a", "authPassword": "keys/a"}, "email_configs", "auth_password_file"),
        ("teams", {"webhookUrl": "keys/a", "host": "a.example.com"}, "msteamsv2_configs", "webhook_url_file"),
        ("webhook", {"urlSecret": "keys/a", "host": "a.example.com"}, "webhook_configs", "url_file"),
    ],
)
def test_every_kind_reads_its_credential_from_a_file(
    kind: str, said: dict[str, Any], field: str, credential: str
) -> None:
    found = configured(kind, said)

    assert found["field"] == field
    assert found[credential] == "/etc/alertmanager/secrets/keys-1/a"


def test_a_generated_name_stays_an_output() -> None:
    found: list[object] = []

    record(lambda: found.append(secret_file("keys/a", {"keys": Output.from_input("keys-2")})))

    assert isinstance(found[0], Output)


def test_several_receivers_are_one_of_alertmanager() -> None:
    slack = {"slack": {"apiUrl": "keys/a", "channel": "#shop"}}
    both = [ReceiverSettings.model_validate(each) for each in (slack, slack, {"opsgenie": {"apiKey": "keys/b"}})]

    found = receiver("all", both, REAL)

    assert found["name"] == "all"
    assert [each["channel"] for each in found["slack_configs"]] == ["#shop", "#shop"]
    assert len(found["opsgenie_configs"]) == 1


def test_it_is_told_when_an_alert_is_over_unless_somebody_says_no() -> None:
    slack = {"apiUrl": "keys/a"}

    assert configured("slack", slack)["send_resolved"] is True
    assert configured("slack", slack, sendResolved=False)["send_resolved"] is False
    assert configured("slack", slack, resolved=False)["send_resolved"] is False


@pytest.mark.parametrize(("port", "starttls"), [(587, True), (465, False), (25, True)])
def test_mail_is_always_encrypted(port: int, starttls: bool) -> None:  # noqa: FBT001
    found = configured("email", {**MAIL, "smarthost": f"smtp.example.com:{port}"})

    assert found["require_tls"] is starttls
    assert found["to"] == "a@example.com, b@example.com"
    assert "auth_username" not in found


@pytest.mark.parametrize(
    ("kind", "said", "field", "url"),
    [
        ("pagerduty", {"routingKey": "keys/a", "region": "eu"}, "url", "https://events.eu.pagerduty.com/v2/enqueue"),
        ("opsgenie", {"apiKey": "keys/a", "region": "eu"}, "api_url", "https://api.eu.opsgenie.com/"),
    ],
)
def test_a_region_has_its_own_address(kind: str, said: dict[str, Any], field: str, url: str) -> None:
    assert configured(kind, said)[field] == url


def test_a_webhook_can_have_a_token() -> None:
    found = configured("webhook", {"url": "https://alerts.example.com/", "bearerToken": "keys/token"})

    assert found["url"] == "https://alerts.example.com/"
    assert found["http_config"] == {
        "authorization": {"credentials_file": "/etc/alertmanager/secrets/keys-1/token"},
    }
