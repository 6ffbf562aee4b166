from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.kubernetes_object import RELEASE, KubernetesObject
from policies.plain_secrets import plain_secrets
from tests.unit.policies.objects import container, found, of, workload

KEY = "-----BEGIN RSA PRIVATE KEY-----"


PLAIN_SECRETS = plain_secrets(())


def test_a_plain_value_in_the_environment_is_told_and_a_reference_passes() -> None:
    plain = container(env=[{"name": "DB_PASSWORD", "value": "hush"}])
    referred = container(
        env=[{"name": "DB_PASSWORD", "valueFrom": {"secretKeyRef": {"name": "db", "key": "password"}}}]
    )

    assert found(PLAIN_SECRETS, workload(referred)) == []
    assert found(PLAIN_SECRETS, workload(plain)) == [
        "spec.template.spec.containers[web].env[DB_PASSWORD].value: expected a reference to a Secret; got a plain value"
    ]


def test_config_maps_and_values_of_charts_are_searched() -> None:
    values = {"grafana": {"adminPassword": "hush", "admin": {"passwordKey": "password", "existingSecret": "x"}}}
    release = KubernetesObject.of(RELEASE, "monitoring", {"values": values})

    assert release
    assert found(PLAIN_SECRETS, release) == [
        "values.grafana.adminPassword: expected the name of an existing Secret; got a value"
    ]
    assert found(PLAIN_SECRETS, of("ConfigMap", data={"server.key": KEY})) == [
        "data.server.key: expected a Secret instead of a ConfigMap; got a plain value"
    ]


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"args": ["serve", "--password=hush"]}, "args[1]"),
        ({"command": ["curl", "-u", "app:hush", "https://example.com"]}, "command[2]"),
        ({"livenessProbe": {"exec": {"command": ["check", "--token", "hush"]}}}, "livenessProbe.exec.command[2]"),
        (
            {"readinessProbe": {"httpGet": {"httpHeaders": [{"name": "X-Api-Key", "value": "hush"}]}}},
            "readinessProbe.httpGet.httpHeaders[X-Api-Key].value",
        ),
    ],
)
def test_every_field_of_a_container_is_searched(fields: dict[str, Any], path: str) -> None:
    assert found(PLAIN_SECRETS, workload(container(**fields))) == [
        f"spec.template.spec.containers[web].{path}: expected a reference to a Secret; got a plain value"
    ]


def test_annotations_files_of_config_maps_and_custom_resources_are_searched() -> None:
    annotated = of("Ingress", metadata={"name": "web", "annotations": {"example.com/api-token": "hush"}})
    file = of("ConfigMap", data={"app.yaml": "db:\n  password: hush\n", "app.ini": "[db]\npassword = hush\n"})
    middleware = of("Middleware", spec={"basicAuth": {"users": ["app:$apr1$" + "salt1234$abcdefghijklmnopqrstu/"]}})

    assert [each.partition(":")[0] for each in found(PLAIN_SECRETS, annotated)] == [
        "metadata.annotations.example.com/api-token"
    ]
    assert [each.partition(":")[0] for each in found(PLAIN_SECRETS, file)] == [
        "data.app.yaml.db.password",
        "data.app.ini.password",
    ]
    assert [each.partition(":")[0] for each in found(PLAIN_SECRETS, middleware)] == ["spec.basicAuth.users[0]"]


def test_the_schema_of_a_custom_resource_speaks_of_passwords_and_holds_none() -> None:
    schema = {"properties": {"password": {"type": "string", "default": "password=hush"}}}

    assert found(PLAIN_SECRETS, of("CustomResourceDefinition", spec={"schema": schema})) == []


def test_a_value_with_a_reason_in_the_stack_file_passes() -> None:
    app = workload(container(env=[{"name": "A_TOKEN", "value": "shown"}, {"name": "B_TOKEN", "value": "hush"}]))

    assert found(plain_secrets({"shown"}), app) == [
        "spec.template.spec.containers[web].env[B_TOKEN].value: expected a reference to a Secret; got a plain value"
    ]


@given(st.text(min_size=4).filter(lambda value: value not in ("true", "false") and "$(" not in value))
def test_no_message_ever_holds_the_value(value: str) -> None:
    canary = f"canary-{value}"
    app = workload(container(env=[{"name": "DB_PASSWORD", "value": canary}]))
    [violation] = PLAIN_SECRETS.violations(app)

    assert canary not in str(violation)


def test_a_secrets_content_never_reaches_a_rule() -> None:
    secret = KubernetesObject.of(
        "kubernetes:core/v1:Secret",
        "shop.db",
        {"kind": "Secret", "data": {"a": "canary"}, "stringData": {"b": "canary"}},
    )

    assert "canary" not in repr(secret)
