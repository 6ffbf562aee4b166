from typing import Any

import pytest

from slipway.checks.plain_secrets import plain_beside_encrypted, plain_secrets, values_with_a_reason
from slipway.settings.stack import StackSettings
from tests.secret_samples import OTHER_NAMES

URL = "postgres://app:" + "tulip@db/shop"
APP = "namespaces.shop.apps.web"


OTHER_NAMES_OF_VARIABLES = [name for name in OTHER_NAMES if name.isidentifier()]


def patch(content: dict[str, Any]) -> dict[str, Any]:
    return {"patches": [{"object": "Deployment", "reason": "no setting says it", "patch": content}]}


def found(app: dict[str, Any] | None = None, not_secret: dict[str, str] | None = None, **namespace: Any) -> list[str]:
    web = {"image": "nginx:1.29", "port": 8080, **(app or {})}
    stack = StackSettings.model_validate(
        {
            "environment": "development",
            "namespaces": {"shop": {"apps": {"web": web}, **namespace}},
            "notSecret": not_secret or {},
        }
    )
    problems = [*plain_secrets(stack)]
    assert not [problem for problem in problems if "tulip" in str(problem)]
    return sorted(problem.path for problem in problems)


@pytest.mark.parametrize(
    ("app", "path"),
    [
        ({"env": {"DB_PASSWORD": "tulip"}}, "env.DB_PASSWORD"),
        ({"env": {"DB_PASSWORD": 4711}}, "env.DB_PASSWORD"),
        ({"env": {"DB": URL}}, "env.DB"),
        ({"args": ["--port=1", "--db-password=tulip"]}, "args.1"),
        ({"args": ["--db-password", "tulip"]}, "args.1"),
        ({"args": ["--db", URL]}, "args.1"),
        ({"command": ["sh", "-c", "export API_KEY=tulip; serve"]}, "command.2"),
        ({"files": {"/a/b.json": {"db": [{"password": "tulip"}]}}}, "files./a/b.json.db.0.password"),
        ({"files": {"/a/b.ini": "host = db\npassword = tulip\n"}}, "files./a/b.ini.password"),
        ({"files": {"/a/b.json": '{"db":[{"password":"tulip"}]}\n'}}, "files./a/b.json.db.0.password"),
        ({"files": {"/a/b.yaml": "db:\n  - password: 'tulip'\n"}}, "files./a/b.yaml.db.0.password"),
        ({"files": {"/a/key.pem": "-----BEGIN " + "PRIVATE KEY-----\ntulip"}}, "files./a/key.pem"),
        ({"files": {"/a/b.json": {"x": ["a", {"url": URL}]}}}, "files./a/b.json.x.1.url"),
        ({"service": {"annotations": {"example.com/api-token": "tulip"}}}, "service.annotations.example.com/api-token"),
        ({"ingress": {"host": "a.b", "annotations": {"auth-key": URL}}}, "ingress.annotations.auth-key"),
        ({"ingress": {"host": "a.b", "annotations": {"api-password": "tulip"}}}, "ingress.annotations.api-password"),
        (
            {"volumes": {"/a": {"csi": {"driver": "x", "attributes": {"token": "tulip"}}}}},
            "volumes./a.csi.attributes.token",
        ),
        (
            {"sidecars": {"proxy": {"image": "a:1", "env": {"TOKEN": "tulip"}}}},
            "sidecars.proxy.env.TOKEN",
        ),
        (
            {"initContainers": [{"name": "migrate", "image": "a:1", "env": {"TOKEN": "tulip"}}]},
            "initContainers.0.env.TOKEN",
        ),
        ({"files": {"/a/password": "tulip"}}, "files./a/password"),
        ({"probes": {"liveness": {"exec": ["check", "--token=tulip"]}}}, "probes.liveness.exec.1"),
        (
            {"probes": {"readiness": {"path": "/", "httpHeaders": {"Authorization": "Bearer tulip"}}}},
            "probes.readiness.httpHeaders.Authorization",
        ),
        ({"probes": {"readiness": {"path": "/ready?token=tulip"}}}, "probes.readiness.path"),
        ({"lifecycle": {"postStart": {"exec": ["warm", "--token=tulip"]}}}, "lifecycle.postStart.exec.1"),
        (
            {"downloads": {"/a/b": {"url": "https://a.b/c?token=tulip", "sha256": "0" * 64}}},
            "downloads./a/b.url",
        ),
        ({"service": {"annotations": {"a.b/c": URL}}}, "service.annotations.a.b/c"),
        ({"serviceAccount": {"annotations": {"a.b/token": "tulip"}}}, "serviceAccount.annotations.a.b/token"),
        (
            patch({"spec": {"template": {"spec": {"containers": [{"name": "web", "args": ["--password=tulip"]}]}}}}),
            "patches.0.patch.spec.template.spec.containers.0.args.0",
        ),
        (
            patch(
                {
                    "spec": {
                        "template": {
                            "spec": {
                                "containers": [{"name": "web", "env": [{"name": "DB_PASSWORD", "value": "tulip"}]}]
                            }
                        }
                    }
                }
            ),
            "patches.0.patch.spec.template.spec.containers.0.env.0.value",
        ),
        (
            patch({"metadata": {"annotations": {"example.com/api-token": "tulip"}}}),
            "patches.0.patch.metadata.annotations.example.com/api-token",
        ),
        ({"relaxations": {"writableRootFilesystem": f"writes {URL} down"}}, "relaxations.writableRootFilesystem"),
    ],
)
def test_a_secret_in_plain_text_is_found_wherever_it_stands(app: dict[str, Any], path: str) -> None:
    assert found(app) == [f"{APP}.{path}"]


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"grafana": {"adminPassword": "tulip"}}, "grafana.adminPassword"),
        ({"grafana": {"auth": {"clientSecret": "tulip"}}}, "grafana.auth.clientSecret"),
        (
            {"alertmanager": {"config": {"global": {"slack_api_url": "tulip"}}}},
            "alertmanager.config.global.slack_api_url",
        ),
        ({"grafana": {"env": {"GF_DATABASE_URL": URL}}}, "grafana.env.GF_DATABASE_URL"),
        (
            {"grafana": {"grafana.ini": {"security": {"secret_key": "tulip"}}}},
            "grafana.grafana.ini.security.secret_key",
        ),
    ],
)
def test_one_in_the_values_of_the_chart_is_found(values: dict[str, Any], path: str) -> None:
    path = f"monitoring.extraValues.values.{path}"
    stack: dict[str, Any] = {
        "environment": "development",
        "monitoring": {"extraValues": {"reason": "no setting says it", "values": values}},
    }

    [problem] = plain_secrets(StackSettings.model_validate(stack))

    assert problem.path == path
    assert "expected the name of a Secret, in the chart's value for that" in problem.message
    assert "tulip" not in str(problem)
    assert [*plain_secrets(StackSettings.model_validate({**stack, "notSecret": {path: "the one of the demo"}}))] == []


def test_one_in_a_config_map_is_found_by_its_key_and_in_a_file_of_it() -> None:
    data = {
        "web": {
            "password": "tulip",
            "application.properties": "a=b\ndb.password=tulip\n",
            "dsn": "host=db password=tulip",
            "host": "db",
        }
    }

    assert found(configMaps=data) == [
        "namespaces.shop.configMaps.web.application.properties.db.password",
        "namespaces.shop.configMaps.web.dsn",
        "namespaces.shop.configMaps.web.password",
    ]


WEB = ("namespaces", "shop", "apps", "web", "repositoryFiles", "/a/b")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("host = db\npassword = tulip\n", ".password"),
        ('{"db":{"token":"tulip"}}', ".db.token"),
        ("-----BEGIN " + "RSA PRIVATE KEY-----\ntulip", ""),
        (f"proxy_pass {URL};", ""),
    ],
)
def test_one_in_a_file_of_the_repository_is_found_under_the_setting_that_mounts_it(text: str, path: str) -> None:
    stack = StackSettings(environment="development")

    [problem] = plain_secrets(stack, {WEB: text})

    assert problem.path == f"{APP}.repositoryFiles./a/b{path}"
    assert "expected secretFiles: {path: name/key}" in problem.message
    assert "tulip" not in str(problem)
    allowed = StackSettings(environment="development", not_secret={problem.path: "the published one of the demo"})
    assert [*plain_secrets(allowed, {WEB: text})] == []


@pytest.mark.parametrize("text", ["[" * 5000 + "]" * 5000, "{" * 5000, "[not json", "[1" + "0" * 5000 + "]"])
def test_what_only_looks_like_json_is_a_text_like_any_other(text: str) -> None:
    assert [*plain_secrets(StackSettings(environment="development"), {WEB: text})] == []


def test_what_is_as_it_should_be_is_left_alone() -> None:
    app = {
        "env": {
            **dict.fromkeys(OTHER_NAMES_OF_VARIABLES, "shown"),
            "PASSWORD_FILE": "/run/secrets/db",
            "TOKEN_URL": "https://login.example.com/token",
            "REQUIRE_PASSWORD": "true",
            "DATABASE_URL": "postgres://app:$(DB_PASSWORD)@db/shop",
        },
        "secretEnv": {"DB_PASSWORD": "db/password"},
        "fieldEnv": {"TASK_TOKEN": "metadata.uid"},
        "resourceEnv": {"MEMORY_TOKEN": "limits.memory"},
        "ingress": {"host": "a.b", "annotations": {"nginx.ingress.kubernetes.io/auth-secret": "users"}},
        "repositoryFiles": {"/etc/app/token": "config/token.txt"},
        "args": ["--password=$(DB_PASSWORD)", "--token", "--verbose", "--password-file=/x"],
        "command": ["sh", "-c", 'curl -H "$TOKEN" --password="$DB_PASSWORD"'],
        "files": {"/a/b.json": {"password": "${DB_PASSWORD}", "tokens": 4}, "/a/b.ini": "password =\ntoken = $TOKEN\n"},
    }

    assert found(app, secrets={"token": {"existing": True}}) == []


def test_an_app_may_be_called_like_a_setting() -> None:
    apps = {"env": {"image": "a:1", "port": 80, "secretEnv": {"API_TOKEN": "db/password"}}}

    assert found(apps=apps) == []


def test_a_reason_lets_it_pass_under_the_very_path_of_the_complaint() -> None:
    reason = {f"{APP}.env.DEMO_PASSWORD": "the published password of the demo"}

    assert found({"env": {"DEMO_PASSWORD": "demo", "DB_PASSWORD": "tulip"}}, reason) == [f"{APP}.env.DB_PASSWORD"]


def test_a_reason_without_a_secret_is_refused() -> None:
    assert found({}, {f"{APP}.env.GONE": "it was there last year"}) == [f"notSecret.{APP}.env.GONE"]


def test_the_message_says_where_it_belongs_and_how_to_say_that_it_is_none() -> None:
    web = {"image": "nginx:1.29", "port": 8080, "env": {"DB_PASSWORD": "tulip"}}
    stack = {"environment": "development", "namespaces": {"shop": {"apps": {"web": web}}}}

    [problem] = plain_secrets(StackSettings.model_validate(stack))

    assert str(problem) == (
        f"{APP}.env.DB_PASSWORD: looks like a secret, because of its name, in plain text; expected "
        "secretEnv: {VARIABLE: name/key}, and the value set with pulumi config set --path --secret "
        "'slipway:secrets.<namespace>.<name>.<key>'; if it is not a secret, "
        f"set notSecret: {{{APP}.env.DB_PASSWORD: <reason>}}"
    )


def test_the_values_with_a_reason_are_known_for_the_policies() -> None:
    reason = {f"{APP}.env.DEMO_PASSWORD": "the published password of the demo"}
    app = {"image": "nginx:1.29", "port": 8080, "env": {"DEMO_PASSWORD": "demo", "DB_PASSWORD": "tulip"}}
    stack = {"environment": "development", "namespaces": {"shop": {"apps": {"web": app}}}, "notSecret": reason}

    assert values_with_a_reason(StackSettings.model_validate(stack)) == {"demo"}


SECURE = {"secure": "v1:a:b"}


@pytest.mark.parametrize(
    ("raw", "paths"),
    [
        ({"shop": {"db": {"username": "tulip", "password": SECURE}}}, ["secrets.shop.db.username"]),
        (
            {"shop": {"db": {"a": "tulip", "b": "tulip"}}, "web": {"x.y": {"c": SECURE}}},
            ["secrets.shop.db.a", "secrets.shop.db.b"],
        ),
        ({"shop": {"db": {"password": SECURE}}}, []),
        ({"shop": SECURE}, []),
        (SECURE, []),
        (None, []),
    ],
)
def test_a_plain_value_beside_an_encrypted_one_is_refused_by_its_path(raw: Any, paths: list[str]) -> None:
    handed_over = {
        "shop": {"db": dict.fromkeys(["username", "password", "a", "b"], "tulip")},
        "web": {"x.y": {"c": "1"}},
    }

    problems = sorted(plain_beside_encrypted(raw, handed_over, "Pulumi.dev.yaml"))

    assert [problem.path for problem in problems] == paths
    assert all("tulip" not in str(problem) for problem in problems)


def test_a_value_that_the_engine_did_not_take_from_the_file_is_left_alone() -> None:
    raw = {"shop": {"db": {"username": "tulip"}}}

    assert [*plain_beside_encrypted(raw, {"shop": {"other": {"a": "b"}}}, "Pulumi.dev.yaml")] == []


def test_the_message_about_it_tells_the_file_and_the_command() -> None:
    [problem] = plain_beside_encrypted(
        {"shop": {"x.y": {"a": "tulip"}}}, {"shop": {"x.y": {"a": "tulip"}}}, "Pulumi.dev.yaml"
    )

    assert str(problem) == (
        "secrets.shop.x.y.a: in plain text in Pulumi.dev.yaml; expected an encrypted value: revoke this one, and set "
        """another with pulumi config set --path --secret 'slipway:secrets.shop["x.y"].a'"""
    )
