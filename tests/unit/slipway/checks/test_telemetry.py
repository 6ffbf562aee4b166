from typing import Any

from slipway.checks.connections import broken_connections
from slipway.settings.stack import StackSettings

PATH = "namespaces.shop.apps.web"
COLLECTOR = {"image": "otel/collector:1", "port": 4318, "ports": {"grpc": 4317, "metrics": 8888}}


def problems(telemetry: dict[str, Any], **app: Any) -> list[str]:
    apps = {"web": {"image": "a:1", "port": 80, "telemetry": telemetry, **app}, "collector": COLLECTOR}
    stack = {"environment": "development", "namespaces": {"shop": {"apps": apps}}}
    return [str(each) for each in broken_connections(StackSettings.model_validate(stack))]


def test_the_collector_is_a_connection_like_any_other() -> None:
    assert problems({"otlp": "collector"}) == []
    assert problems({"otlp": "colector"}) == [
        f'{PATH}.telemetry.otlp: unknown app "colector" of shop; did you mean collector?'
    ]
    assert problems({"otlp": {"app": "collector", "port": "otlp"}})[0].startswith(
        f'{PATH}.telemetry.otlp: unknown port "otlp" of collector'
    )
    assert problems({"otlp": "collector"}, connectsTo=["collector"]) == [
        (
            f"{PATH}.connectsTo.0: shop/collector is already in {PATH}.telemetry.otlp; list several ports there: "
            "ports: [http, metrics]"
        )
    ]


def test_the_port_of_the_other_protocol_is_refused_where_it_is_known() -> None:
    wrong = (
        "port 4317 takes grpc, not http/protobuf; expected protocol: grpc, or a port of the collector for "
        "http/protobuf in otlp (usually 4318)"
    )
    cidr = {"cidr": "203.0.113.7/32", "port": 4317}

    assert problems({"otlp": {"app": "collector", "port": "grpc"}}) == [f"{PATH}.telemetry.protocol: {wrong}"]
    assert problems({"otlp": cidr, "endpoint": "http://203.0.113.7:4317"}) == [f"{PATH}.telemetry.protocol: {wrong}"]
    assert problems({"otlp": {"app": "collector", "port": "grpc"}, "protocol": "grpc"}) == []
    assert problems({"otlp": {"app": "collector", "port": "metrics"}, "protocol": "grpc"}) == []
    assert problems({"otlp": "collector", "protocol": "grpc"}) == [
        (
            f"{PATH}.telemetry.protocol: port 4318 takes http/protobuf, not grpc; expected protocol: http/protobuf, "
            "or a port of the collector for grpc in otlp (usually 4317)"
        )
    ]


def test_an_endpoint_that_the_network_is_closed_to_is_refused() -> None:
    cidr = {"cidr": "203.0.113.0/24", "port": 4318}
    pods = {"pods": {"namespace": "observability"}, "port": 4318}

    assert problems({"otlp": cidr, "endpoint": "http://203.0.113.7:4318"}) == []
    assert problems({"otlp": pods, "endpoint": "http://collector.observability.svc/otlp"}) == []
    assert problems({"otlp": cidr, "endpoint": "http://198.51.100.7:4318"}) == [
        (
            f"{PATH}.telemetry.endpoint: otlp does not lead to 198.51.100.7 on port 4318; expected the target of "
            "otlp and its port"
        )
    ]
    assert problems({"otlp": pods, "endpoint": "http://collector.elsewhere.svc:4318"})[0].startswith(
        f"{PATH}.telemetry.endpoint: otlp does not lead to collector.elsewhere.svc"
    )
    assert problems({"otlp": cidr, "endpoint": "http://203.0.113.7:70000"}) == [
        f"{PATH}.telemetry.endpoint: expected a port from 1 to 65535; got 70000"
    ]


def test_variables_of_the_app_that_lead_back_to_the_endpoint_are_refused() -> None:
    assert problems({"otlp": "collector"}, env={"COLLECTOR_HOST": "$(OTEL_EXPORTER_OTLP_ENDPOINT)"}) == [
        (
            f"{PATH}.env: expected variables that do not refer to each other in a circle; OTEL_EXPORTER_OTLP_ENDPOINT "
            "refers to COLLECTOR_HOST, COLLECTOR_HOST refers to OTEL_EXPORTER_OTLP_ENDPOINT"
        )
    ]
