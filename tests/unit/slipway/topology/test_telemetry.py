from typing import Any

from slipway.settings.kinds import KINDS
from slipway.topology.telemetry import telemetry_environment


def environment(kind: str = "stateless", image: str = "shop/web:1.2.0", **said: Any) -> dict[str, str]:
    needed = {"scheduled": {"schedule": "@daily"}, "task": {}}.get(kind, {"port": 8080})
    app = KINDS[kind].model_validate(
        {"image": image, **needed, "telemetry": said} if said else {"image": image, **needed}
    )
    return telemetry_environment("web", app).env


def test_an_app_without_telemetry_gets_no_variables() -> None:
    assert environment() == {}


def test_the_address_of_an_app_is_that_of_its_service_whatever_its_namespace() -> None:
    assert environment(otlp="collector")["OTEL_EXPORTER_OTLP_ENDPOINT"] == "http://$(COLLECTOR_HOST):$(COLLECTOR_PORT)"
    prefixed = {"app": "collector", "namespace": "observability", "prefix": "OTLP_"}
    assert environment(otlp=prefixed)["OTEL_EXPORTER_OTLP_ENDPOINT"] == "http://$(OTLP_HOST):$(OTLP_PORT)"


def test_a_host_outside_is_called_by_https() -> None:
    host = {"host": "otlp.example.com", "port": 4318}

    assert environment(otlp=host)["OTEL_EXPORTER_OTLP_ENDPOINT"] == "https://otlp.example.com:4318"


def test_what_is_said_overrides_what_is_derived() -> None:
    said = environment(otlp="collector", endpoint="http://10.0.0.7:4317", protocol="grpc", serviceName="shop-web")

    assert (said["OTEL_EXPORTER_OTLP_ENDPOINT"], said["OTEL_EXPORTER_OTLP_PROTOCOL"], said["OTEL_SERVICE_NAME"]) == (
        "http://10.0.0.7:4317",
        "grpc",
        "shop-web",
    )


def test_everything_is_known_by_its_place_in_kubernetes() -> None:
    assert environment(otlp="collector")["OTEL_RESOURCE_ATTRIBUTES"].split(",") == [
        "service.namespace=$(OTEL_RESOURCE_ATTRIBUTES_NAMESPACE_NAME)",
        "service.version=1.2.0",
        "service.instance.id=$(OTEL_RESOURCE_ATTRIBUTES_NAMESPACE_NAME).$(OTEL_RESOURCE_ATTRIBUTES_POD_NAME).web",
        "k8s.namespace.name=$(OTEL_RESOURCE_ATTRIBUTES_NAMESPACE_NAME)",
        "k8s.deployment.name=web",
        "k8s.pod.name=$(OTEL_RESOURCE_ATTRIBUTES_POD_NAME)",
        "k8s.container.name=web",
        "k8s.node.name=$(OTEL_RESOURCE_ATTRIBUTES_NODE_NAME)",
    ]


def test_each_kind_has_the_attribute_of_its_controller_but_a_task_whose_job_has_a_name_of_its_own() -> None:
    found = {
        kind: [
            name
            for name in ("deployment", "statefulset", "daemonset", "cronjob", "job")
            if f"k8s.{name}.name=web" in environment(kind, otlp="collector")["OTEL_RESOURCE_ATTRIBUTES"].split(",")
        ]
        for kind in KINDS
    }

    assert found == {
        "stateless": ["deployment"],
        "stateful": ["statefulset"],
        "worker": ["deployment"],
        "agent": ["daemonset"],
        "scheduled": ["cronjob"],
        "task": [],
    }


def test_attributes_of_ones_own_override_others_and_keep_their_text_in_the_list() -> None:
    said = {"service.namespace": "shop", "deployment.environment.name": "test, first=$(HOME)"}

    attributes = environment(otlp="collector", attributes=said)["OTEL_RESOURCE_ATTRIBUTES"].split(",")

    assert attributes[0] == "service.namespace=shop"
    assert attributes[-1] == "deployment.environment.name=test%2C%20first%3D%24%28HOME%29"
