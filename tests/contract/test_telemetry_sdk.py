"""The real SDK of OpenTelemetry, with the variables of an app, reaches the collector and says where it runs."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import grpc
import pytest
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2 as messages
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2_grpc as services

from slipway.settings.stack import StackSettings
from stack.compose import compose
from stack.secrets import StackSecrets
from tests.deployment import configured, deploy

APP = """
from importlib.metadata import entry_points
from os import environ
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor

name = {"grpc": "otlp_proto_grpc", "http/protobuf": "otlp_proto_http"}[environ["OTEL_EXPORTER_OTLP_PROTOCOL"]]
[exporter] = entry_points(group="opentelemetry_traces_exporter", name=name)
provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(exporter.load()()))
provider.get_tracer("app").start_span("order").end()
provider.shutdown()
"""
FIELDS = {"metadata.namespace": "shop", "metadata.name": "web-7d4f-x2x", "spec.nodeName": "node-1"}
PROTOCOLS = ("http/protobuf", "grpc")

Requests = list[messages.ExportTraceServiceRequest]


def variables(protocol: str, port: int) -> dict[str, str]:
    """The environment of the main container, as the kubelet makes it. The app says itself where the collector is,
    because no name of a Service resolves here.
    """
    web = {
        "image": "shop/web:1.2.0",
        "port": 8080,
        "telemetry": {
            "otlp": "collector",
            "protocol": protocol,
            "attributes": {"deployment.environment.name": "test, first"},
        },
        "env": {"COLLECTOR_HOST": "127.0.0.1", "COLLECTOR_PORT": str(port)},
    }
    apps = {"web": web, "collector": {"image": "otel/collector:1", "port": 4000}}
    stack = StackSettings.model_validate({"environment": "development", "namespaces": {"shop": {"apps": apps}}})
    recording = deploy(lambda: compose(configured(stack, StackSecrets({}))))
    [template] = [
        each.inputs["spec"]["template"]
        for each in recording.registrations
        if each.inputs.get("kind") == "Deployment" and each.inputs["metadata"]["name"] == "web"
    ]
    found: dict[str, str] = {}
    for each in template["spec"]["containers"][0]["env"]:
        if "value" in each:
            found[each["name"]] = re.sub(r"\$\(([^)]*)\)", lambda match: found[match[1]], each["value"])
        else:
            found[each["name"]] = FIELDS[each["valueFrom"]["fieldRef"]["fieldPath"]]
    return found


@contextmanager
def _by_http(heard: Requests) -> Iterator[int]:
    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.path == "/v1/traces"
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.append(messages.ExportTraceServiceRequest.FromString(body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Nothing on standard error."""

    server = HTTPServer(("127.0.0.1", 0), Collector)
    serving = Thread(target=server.serve_forever)
    serving.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        serving.join()
        server.server_close()


@contextmanager
def _by_grpc(heard: Requests) -> Iterator[int]:
    class Collector(services.TraceServiceServicer):  # type: ignore[misc]  # without types
        def Export(self, request: Any, _: Any) -> Any:  # noqa: N802  # as OTLP names it
            heard.append(request)
            return messages.ExportTraceServiceResponse()

    server = grpc.server(ThreadPoolExecutor(1))
    services.add_TraceServiceServicer_to_server(Collector(), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        yield port
    finally:
        server.stop(None).wait()


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_an_sdk_that_knows_nothing_else_reaches_the_collector_and_says_where_it_runs(protocol: str) -> None:
    heard: Requests = []
    with {"grpc": _by_grpc, "http/protobuf": _by_http}[protocol](heard) as port:
        own = variables(protocol, port)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("OTEL_")}
        subprocess.run([sys.executable, "-c", APP], env={**kept, **own}, check=True, timeout=60)

    [request] = heard
    [spans] = request.resource_spans
    said = {each.key: each.value.string_value for each in spans.resource.attributes}
    assert {name: value for name, value in said.items() if not name.startswith("telemetry.sdk.")} == {
        "service.name": "web",
        "service.namespace": "shop",
        "service.version": "1.2.0",
        "service.instance.id": "shop.web-7d4f-x2x.web",
        "k8s.namespace.name": "shop",
        "k8s.deployment.name": "web",
        "k8s.pod.name": "web-7d4f-x2x",
        "k8s.container.name": "web",
        "k8s.node.name": "node-1",
        "deployment.environment.name": "test, first",
    }
