import json
from typing import Any

import pytest

from slipway.settings.monitoring import MonitoringSettings
from tests.mistakes import stack_of
from tests.stack_schema import underlined, written
from tools.stack_schema import schema

STACK = written({"environment": "development"})
WEB = {"image": "nginx:1.29", "port": 8080}


def property_of(model: str, name: str) -> dict[str, Any]:
    """What the schema says about a setting."""
    definitions = schema()["$defs"]
    found = definitions[model]["properties"][name]
    shared: dict[str, Any] = definitions[found["$ref"].rpartition("/")[2]] if "$ref" in found else found
    return shared


def app(**settings: Any) -> dict[str, Any]:
    return written(stack_of({**WEB, **settings}))


def test_a_setting_has_its_documentation_and_the_words_of_its_error() -> None:
    image = property_of("StatelessAppSettings", "image")

    assert image["description"] == "The image, with a tag or a digest."
    assert image["errorMessage"] == "expected an image with a tag or a digest, for example sh3b0/app_python:1.4.2"


def test_documentation_is_one_line() -> None:
    assert "\n" not in property_of("StatelessAppSettings", "replicas")["description"]


@pytest.mark.parametrize(
    "settings",
    [
        {"port": {"port": 8080, "name": "web"}},
        {"connectsTo": ["db", {"app": "queue"}]},
        {"resources": {"cpu": "2m..10m", "memory": "24Mi..48Mi"}},
        {"resources": {"cpu": 2, "memory": 134217728}},
        {"resources": {"cpu": "1..none"}},
        {"acceptsFrom": ["shop/web", {"cidr": "10.0.0.0/8"}]},
        {"kind": "stateful", "storage": {"/app/db": "1Gi", "/app/log": {"size": "1Gi"}}},
        {"probes": {"readiness": "none", "startup": None}},
        {"placement": {"spread": "required", "tolerations": ["*", {"key": "dedicated"}]}},
        {"services": {"public": {"ports": ["http"]}, "own": {"ports": {"http": 80}}}},
        {"slo": {"availability": 99.9, "source": "traefik"}},
        {"slo": {"availability": "99.9%"}},
        {"verticalAutoscaling": {"updateMode": False}},
        {"env": {"VERSION": 1.10, "UMASK": 22}},
        {"kind": "worker"},
    ],
    ids=str,
)
def test_every_short_form_is_valid(settings: dict[str, Any]) -> None:
    assert underlined(app(**settings)) == []


@pytest.mark.parametrize(
    "settings",
    [
        {"replcias": 2},
        {"replicas": "2"},
        {"image": 8080},
        {"image": "nginx"},
        {"schedule": "@daily"},
        {"kind": "statefull"},
        {"kind": "scheduled"},
        {"imagePullPolicy": "always"},
        {"image_pull_policy": "Always"},
        {"service": {"appProtocol": "grpc"}},
        {"env": {"PORT": True}},
        {"env": {"A=B": "x"}},
    ],
    ids=str,
)
def test_a_mistake_is_underlined(settings: dict[str, Any]) -> None:
    assert underlined(app(**settings))


@pytest.mark.parametrize("name", sorted(MonitoringSettings.moved))
def test_a_setting_that_has_moved_is_refused_with_its_new_place(name: str) -> None:
    moved = property_of("MonitoringSettings", name)

    assert moved["not"] == {}
    assert MonitoringSettings.moved[name] in moved["errorMessage"]


def test_what_the_engine_reads_is_admitted() -> None:
    engine = {
        "secretsprovider": "awskms://alias/slipway",
        "encryptedkey": "AQ==",
        "encryptionsalt": "v1:a=:v1:b",
        "environment": ["shared"],
    }

    assert underlined({**STACK, **engine}) == []
    assert underlined({"environment": {"imports": ["shared"]}}) == []


def test_without_an_environment_of_the_engine_the_file_says_which_environment_it_is() -> None:
    assert underlined({})
    assert underlined({"config": {"slipway:namespaces": {}}})


def test_a_key_may_leave_out_the_project() -> None:
    assert underlined({"config": {"environment": "development", "namespaces": {}}}) == []
    assert underlined({"config": {"environment": "dev"}})


def test_a_key_of_another_project_may_be_anything() -> None:
    assert underlined({"config": {"slipway:environment": "production", "aws:region": "eu-1", "a:b": [1]}}) == []


@pytest.mark.parametrize("key", ["slipway:namespace", "namespace", "slipway:Environment", "slipway::"])
def test_an_unknown_key_of_the_project_is_underlined(key: str) -> None:
    assert underlined({"config": {"slipway:environment": "production", key: {}}})


SECURE = {"secure": "v1:abc"}


@pytest.mark.parametrize(
    "secrets",
    [
        {},
        SECURE,
        {"shop": SECURE},
        {"shop": {"db": SECURE}},
        {"shop": {"db": {"password": SECURE, "user": SECURE}, "pull": {".dockerconfigjson": SECURE}}},
    ],
    ids=json.dumps,
)
def test_a_secret_may_be_encrypted_at_any_level(secrets: Any) -> None:
    assert underlined(written({"environment": "production", "secrets": secrets})) == []


@pytest.mark.parametrize(
    "secrets",
    ["tulip", {"shop": {"db": {"password": "tulip"}}}, {"shop": {"db": "tulip"}}, {"Shop": {}}, {"shop": {"a b": {}}}],
    ids=json.dumps,
)
def test_a_secret_in_plain_text_is_underlined(secrets: Any) -> None:
    assert underlined(written({"environment": "production", "secrets": secrets}))


def test_a_long_setting_of_several_kinds_is_written_once() -> None:
    kinds = ["StatelessAppSettings", "WorkerAppSettings", "TaskSettings"]

    assert len({json.dumps(schema()["$defs"][kind]["properties"]["connectsTo"]) for kind in kinds}) == 1
    assert "$ref" in schema()["$defs"]["TaskSettings"]["properties"]["connectsTo"]
