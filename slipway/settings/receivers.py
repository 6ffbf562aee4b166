"""Receivers of alerts, and the secrets and hosts that each of them needs.

https://prometheus.io/docs/alerting/latest/configuration/#receiver-integration-settings
"""

from typing import Annotated, Literal, NamedTuple
from urllib.parse import urlsplit

from pydantic import Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.fields import SUBDOMAIN, Host, KeyReference, Port, StrictBool, Text, UniqueList
from slipway.settings.files import Url

HTTPS = 443
_WITH_SCHEME = {"http": 80, "https": HTTPS}
_IN_CLUSTER = (".svc", ".svc.cluster.local")


class Endpoint(NamedTuple):
    """The host and the port that Alertmanager connects to."""

    host: str
    port: int

    @property
    def in_cluster(self) -> bool:
        """True for a Service of the cluster."""
        return self.host.endswith(_IN_CLUSTER) or "." not in self.host

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


class TargetSettings(Model):
    """One kind of receiver."""

    def secrets(self) -> dict[str, str]:
        """The credentials that it uses, as `name/key`, by setting."""
        return {}

    def endpoint(self) -> Endpoint:
        """Its address."""
        raise NotImplementedError


Channel = Annotated[
    str,
    Field(pattern=r"^[#@]?[^\s#@]+$", max_length=80),
    described_as("a channel of Slack, in quotes", '"#shop-alerts"'),
]


class SlackSettings(TargetSettings):
    """A channel of Slack: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks"""

    api_url: KeyReference
    """The secret with the URL of the incoming webhook, as `name/key`."""
    channel: Channel | None = None
    """The channel. Default: that of the webhook."""

    def secrets(self) -> dict[str, str]:
        """The URL is the credential."""
        return {"apiUrl": self.api_url}

    def endpoint(self) -> Endpoint:
        """Slack's host for webhooks."""
        return Endpoint("hooks.slack.com", HTTPS)


Region = Literal["us", "eu"]


class PagerDutySettings(TargetSettings):
    """A service of PagerDuty: https://support.pagerduty.com/main/docs/services-and-integrations"""

    routing_key: KeyReference
    """The secret with the integration key (Events API v2), as `name/key`."""
    region: Region = "us"
    """The region of the account. https://support.pagerduty.com/main/docs/service-regions"""

    def secrets(self) -> dict[str, str]:
        """The integration key."""
        return {"routingKey": self.routing_key}

    def endpoint(self) -> Endpoint:
        """The Events API of the region."""
        return Endpoint("events.eu.pagerduty.com" if self.region == "eu" else "events.pagerduty.com", HTTPS)


class OpsgenieSettings(TargetSettings):
    """A team of Opsgenie: https://support.atlassian.com/opsgenie/docs/integrate-opsgenie-with-prometheus/"""

    api_key: KeyReference
    """The secret with the API key of the integration, as `name/key`."""
    region: Region = "us"
    """The region of the account."""

    def secrets(self) -> dict[str, str]:
        """The API key."""
        return {"apiKey": self.api_key}

    def endpoint(self) -> Endpoint:
        """The API of the region."""
        return Endpoint("api.eu.opsgenie.com" if self.region == "eu" else "api.opsgenie.com", HTTPS)


Address = Annotated[
    str, Field(pattern=r"^[^\s@,<>]+@[^\s@,<>]+$", max_length=254), described_as("an e-mail address", "ops@example.com")
]
Smarthost = Annotated[
    str,
    Field(pattern=rf"^{SUBDOMAIN}:(6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{{2}}|6[0-4][0-9]{{3}}|[1-5]?[0-9]{{1,4}})$"),
    described_as("a host name and a port", "smtp.example.com:587"),
]


class EmailSettings(TargetSettings):
    """Addresses of e-mail. The connection is encrypted."""

    to: Annotated[UniqueList[Address], Field(min_length=1)]
    """The addresses."""
    from_: Address = Field(alias="from")
    """The sender."""
    smarthost: Smarthost
    """The mail server with its port: `smtp.example.com:587`. Port 465 is for TLS from the first byte, others for
    STARTTLS."""
    auth_username: Text | None = None
    """The user of the mail server. Default: the mail server asks for none."""
    auth_password: KeyReference | None = None
    """The secret with the password of the user, as `name/key`."""

    def secrets(self) -> dict[str, str]:
        """The password, if there is one."""
        return {"authPassword": self.auth_password} if self.auth_password else {}

    def endpoint(self) -> Endpoint:
        """The mail server."""
        host, _, port = self.smarthost.rpartition(":")
        return Endpoint(host, int(port))

    @model_validator(mode="after")
    def _both_or_none(self) -> "EmailSettings":
        if (self.auth_username is None) != (self.auth_password is None):
            raise conflict("expected authUsername and authPassword, or neither")
        return self


class TeamsSettings(TargetSettings):
    """A channel of Microsoft Teams, by a workflow:
    https://prometheus.io/docs/alerting/latest/configuration/#msteamsv2_config
    """

    webhook_url: KeyReference
    """The secret with the URL of the workflow, as `name/key`."""
    host: Host
    """The host in this URL, for example `prod-12.westeurope.logic.azure.com`: only the network policies need it."""

    def secrets(self) -> dict[str, str]:
        """The URL is the credential."""
        return {"webhookUrl": self.webhook_url}

    def endpoint(self) -> Endpoint:
        """The host of the workflow."""
        return Endpoint(self.host, HTTPS)


class WebhookSettings(TargetSettings):
    """A URL that gets alerts as JSON: `url`, or `urlSecret` and `host` if the URL holds a token.

    https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
    """

    url: Url | None = None
    """The URL, if it holds no token: `https://alerts.example.com/prometheus`."""
    url_secret: KeyReference | None = None
    """The secret with the whole URL, as `name/key`."""
    host: Host | None = None
    """The host in the URL of `urlSecret`: only the network policies need it."""
    port: Port | None = None
    """The port in the URL of `urlSecret`. Default: 443."""
    bearer_token: KeyReference | None = None
    """The secret with a token that is sent in the header `Authorization`, as `name/key`. Default: none."""

    def secrets(self) -> dict[str, str]:
        """The URL and the token, as far as they are secrets."""
        found = {"urlSecret": self.url_secret, "bearerToken": self.bearer_token}
        return {setting: reference for setting, reference in found.items() if reference}

    def endpoint(self) -> Endpoint:
        """The host and the port of the URL."""
        if self.url is None:
            return Endpoint(self.host or "", self.port or HTTPS)
        parts = urlsplit(self.url)
        return Endpoint(parts.hostname or "", parts.port or _WITH_SCHEME[parts.scheme])

    @model_validator(mode="after")
    def _one_url(self) -> "WebhookSettings":
        if (self.url is None) == (self.url_secret is None):
            raise conflict("expected exactly one of url and urlSecret, for example {url: https://alerts.example.com/}")
        if self.url_secret and self.host is None:
            raise conflict("urlSecret needs host, the host in the URL, for example host: alerts.example.com")
        if self.url and (self.host or self.port):
            raise conflict("host and port are in the url already; leave them out")
        return self


KINDS = ("slack", "pagerduty", "opsgenie", "email", "teams", "webhook")


class ReceiverSettings(Model):
    """Somebody who gets alerts: exactly one kind. Credentials are secrets of the monitoring namespace, and
    Alertmanager reads them from files.
    """

    slack: SlackSettings | None = None
    """A channel of Slack."""
    pagerduty: PagerDutySettings | None = None
    """A service of PagerDuty."""
    opsgenie: OpsgenieSettings | None = None
    """A team of Opsgenie."""
    email: EmailSettings | None = None
    """Addresses of e-mail."""
    teams: TeamsSettings | None = None
    """A channel of Microsoft Teams."""
    webhook: WebhookSettings | None = None
    """A URL that gets alerts as JSON."""
    send_resolved: StrictBool = True
    """It is told too when an alert is over."""

    @property
    def kind(self) -> str:
        """The name of its kind."""
        return next(kind for kind in KINDS if getattr(self, kind) is not None)

    @property
    def target(self) -> TargetSettings:
        """The settings of its kind."""
        found: TargetSettings = getattr(self, self.kind)
        return found

    @model_validator(mode="after")
    def _exactly_one(self) -> "ReceiverSettings":
        said = [kind for kind in KINDS if getattr(self, kind) is not None]
        if len(said) != 1:
            raise conflict(f"expected exactly one of {', '.join(KINDS)}; got {' and '.join(said) or 'none'}")
        return self
