from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.kubernetes_object import RELEASE, KubernetesObject
from policies.plain_secrets import PLAIN_SECRETS, is_secret
from tests.unit.policies.objects import container, found, of, workload

KEY = "-----BEGIN RSA PRIVATE KEY-----"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DB_PASSWORD", "hush"),
        ("API_KEY", "hush"),
        ("githubToken", "hush"),
        ("AWS_SECRET_ACCESS_KEY", "hush"),
        ("DATABASE_URL", "postgres://app:hush@db/shop"),
        ("CERTIFICATE", KEY),
        ("ANYTHING", "AKIAABCDEFGHIJKLMNOP"),
        ("ANYTHING", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl"),
    ],
)
def test_a_secret_is_known_by_its_name_or_by_its_form(name: str, value: str) -> None:
    assert is_secret(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COLOR", "blue"),
        ("PASSWORD_FILE", "/run/secrets/password"),
        ("TOKEN_URL", "https://login.example.com/token"),
        ("SECRET_NAME", "db"),
        ("SHOW_PASSWORD", "true"),
        ("DB_PASSWORD", ""),
        ("DB_PASSWORD", None),
        ("DB_PASSWORD", "$(OTHER)"),
        ("DATABASE_URL", "postgres://db/shop"),
    ],
)
def test_what_only_speaks_of_one_is_none(name: str, value: Any) -> None:
    assert not is_secret(name, value)


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
