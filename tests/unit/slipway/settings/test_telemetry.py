from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from slipway.settings.telemetry import TelemetrySettings


def problem(**said: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        TelemetrySettings.model_validate(said)
    return str(caught.value.errors()[0]["msg"])


def test_the_name_of_an_app_is_enough() -> None:
    said = TypeAdapter(TelemetrySettings).validate_python({"otlp": "collector"})

    assert (said.otlp.app, said.protocol, said.endpoint) == ("collector", "http/protobuf", None)


@pytest.mark.parametrize(
    "otlp",
    [
        {"pods": {"namespace": "observability"}, "port": 4318},
        {"cidr": "203.0.113.7/32", "port": 4318},
        {"host": "*.example.com", "port": 4318},
    ],
)
def test_a_target_without_one_address_needs_an_endpoint(otlp: dict[str, Any]) -> None:
    assert problem(otlp=otlp) == (
        "expected endpoint beside otlp, because pods, a CIDR block and a wildcard have no one address; for example "
        "endpoint: http://collector.observability.svc:4318"
    )
    assert TelemetrySettings.model_validate({"otlp": otlp, "endpoint": "http://collector.observability.svc:4318"})


def test_a_range_of_ports_is_no_address() -> None:
    said = {"host": "otlp.example.com", "ports": ["4317..4318"]}

    assert problem(otlp=said) == "expected one port in otlp, or endpoint beside it; got a range of ports"


@pytest.mark.parametrize("endpoint", ["collector:4318", "http://user:word@collector", "grpc://collector", "http://"])
def test_an_endpoint_is_an_address_without_a_password(endpoint: str) -> None:
    assert "without user and password" in problem(otlp="collector", endpoint=endpoint)


def test_the_name_of_the_service_stands_in_one_place() -> None:
    assert problem(otlp="collector", attributes={"service.name": "shop"}) == (
        "attributes: expected the name of the service in serviceName; got service.name"
    )
