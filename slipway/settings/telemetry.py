"""Telemetry: where an app sends its traces, metrics and logs.

https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.connection import Connection
from slipway.settings.fields import Text

Endpoint = Annotated[
    str,
    Field(pattern=r"^https?://[^/@?#\s]+(/[^?#\s]*)?$", max_length=1024),
    described_as(
        "an address that begins with http:// or https://, without user and password", "https://otlp.corp:4318"
    ),
]
ServiceName = Annotated[
    str,
    Field(pattern=r"^[^\s,=$]+$", max_length=255),
    described_as("a name without spaces and without , = $", "checkout"),
]
AttributeKey = Annotated[
    str,
    Field(pattern=r"^[A-Za-z][-A-Za-z0-9_.]*$", max_length=255),
    described_as("the name of a resource attribute", "deployment.environment.name"),
]


class TelemetrySettings(Model):
    """The variables of OpenTelemetry for the main container, and a network that is open to the collector.

    Any SDK or agent of OpenTelemetry reads them. Single variables of the app (`env`, `secretEnv` and others) override
    them; a token of the collector is `secretEnv: {OTEL_EXPORTER_OTLP_HEADERS: name/key}`.
    """

    otlp: Connection
    """The collector, like a target in `connectsTo`: the name of an app, or pods, a host or a CIDR block with a port. It
    need not stand in `connectsTo` too."""
    protocol: Literal["http/protobuf", "grpc"] = "http/protobuf"
    """The protocol of OTLP. Port 4318 is that of `http/protobuf`, 4317 that of `grpc`.
    https://opentelemetry.io/docs/specs/otlp/"""
    endpoint: Endpoint | None = None
    """The address of the collector. Default: `http://` and its Service for an app, `https://` for a host; required for
    pods, a CIDR block and a wildcard, which have no one address."""
    service_name: ServiceName | None = None
    """`service.name` of all that the app sends. Default: the name of the app."""
    attributes: dict[AttributeKey, Text] = {}
    """Further resource attributes, `{deployment.environment.name: prod}`. Those of Kubernetes are there already:
    namespace, controller, pod, container, node and version."""

    @model_validator(mode="after")
    def _one_name(self) -> "TelemetrySettings":
        if "service.name" in self.attributes:
            raise conflict("attributes: expected the name of the service in serviceName; got service.name")
        return self

    @model_validator(mode="after")
    def _one_address(self) -> "TelemetrySettings":
        known = self.otlp.app or (self.otlp.host and not self.otlp.host.startswith("*."))
        if self.endpoint is None and not known:
            raise conflict(
                "expected endpoint beside otlp, because pods, a CIDR block and a wildcard have no one address; "
                "for example endpoint: http://collector.observability.svc:4318"
            )
        if self.endpoint is None and self.otlp.host and self.otlp.numbers()[0].last:
            raise conflict("expected one port in otlp, or endpoint beside it; got a range of ports")
        return self
