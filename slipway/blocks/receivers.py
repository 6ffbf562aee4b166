"""Receivers of Alertmanager: each kind with its fields, and credentials as files.

https://prometheus.io/docs/alerting/latest/configuration/#receiver-integration-settings
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pulumi import Input, Output

from slipway.blocks.references import ObjectNames, real_key
from slipway.settings.receivers import (
    EmailSettings,
    OpsgenieSettings,
    PagerDutySettings,
    ReceiverSettings,
    SlackSettings,
    TargetSettings,
    TeamsSettings,
    WebhookSettings,
)

FOLDER = "/etc/alertmanager/secrets"
"""The operator mounts each Secret of `alertmanagerSpec.secrets` below it, under its name.

https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.AlertmanagerSpec
"""
_TLS_PORT = 465
_CRITICAL = '{{ if eq .CommonLabels.severity "critical" }}'

FileOf = Callable[[str], Input[str]]


def receiver(
    name: str, receivers: Iterable[ReceiverSettings], secrets: ObjectNames, *, resolved: bool = True
) -> dict[str, Any]:
    """One receiver of Alertmanager that tells all of these. `resolved`: False to say nothing when an alert is over."""
    found: dict[str, Any] = {"name": name}
    for each in receivers:
        key, fields = _configured(each.target, lambda reference: secret_file(reference, secrets))
        found.setdefault(key, []).append({"send_resolved": resolved and each.send_resolved, **fields})
    return found


def secret_file(reference: str, secrets: ObjectNames) -> Input[str]:
    """The path of a key of a Secret in Alertmanager's pod."""
    name, key = real_key(reference, secrets)
    return f"{FOLDER}/{name}/{key}" if isinstance(name, str) else Output.concat(f"{FOLDER}/", name, f"/{key}")


def _configured(target: TargetSettings, file_of: FileOf) -> tuple[str, Mapping[str, Any]]:
    """The field of the receiver, and its content."""
    match target:
        case SlackSettings():
            channel = {"channel": target.channel} if target.channel else {}
            return "slack_configs", {"api_url_file": file_of(target.api_url), **channel}
        case PagerDutySettings():
            return "pagerduty_configs", {
                "routing_key_file": file_of(target.routing_key),
                "url": f"https://{target.endpoint().host}/v2/enqueue",
                "severity": f"{_CRITICAL}critical{{{{ else }}}}warning{{{{ end }}}}",
            }
        case OpsgenieSettings():
            return "opsgenie_configs", {
                "api_key_file": file_of(target.api_key),
                "api_url": f"https://{target.endpoint().host}/",
                "priority": f"{_CRITICAL}P1{{{{ else }}}}P3{{{{ end }}}}",
            }
        case EmailSettings():
            return "email_configs", _email(target, file_of)
        case TeamsSettings():
            return "msteamsv2_configs", {"webhook_url_file": file_of(target.webhook_url)}
        case WebhookSettings():
            return "webhook_configs", _webhook(target, file_of)
    raise TypeError(type(target).__name__)


def _email(target: EmailSettings, file_of: FileOf) -> dict[str, Any]:
    login = (
        {"auth_username": target.auth_username, "auth_password_file": file_of(target.auth_password)}
        if target.auth_password
        else {}
    )
    # Alertmanager starts with TLS on port 465 by itself, and must not ask for STARTTLS there.
    return {
        "to": ", ".join(target.to),
        "from": target.from_,
        "smarthost": target.smarthost,
        **login,
        "require_tls": target.endpoint().port != _TLS_PORT,
    }


def _webhook(target: WebhookSettings, file_of: FileOf) -> dict[str, Any]:
    url = {"url_file": file_of(target.url_secret)} if target.url_secret else {"url": target.url}
    if target.bearer_token is None:
        return url
    return {**url, "http_config": {"authorization": {"credentials_file": file_of(target.bearer_token)}}}
