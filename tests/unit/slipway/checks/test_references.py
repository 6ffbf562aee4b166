from typing import Any

import pytest

from slipway.checks.references import broken_order, broken_pull_secrets, broken_references, in_order, used_secrets
from slipway.settings.kinds import StatelessAppSettings, WorkerAppSettings
from slipway.settings.namespace import NamespaceSettings

NAMESPACE = NamespaceSettings.model_validate(
    {"configMaps": {"web": {"host": "db"}}, "secrets": {"vault": {"existing": True}}}
)
WAYS = " (set it with pulumi config set --path --secret {}, or declare its source in namespaces.shop.secrets)"
SECRETS = {"db": frozenset({"password"}), "registry": frozenset({".dockerconfigjson"})}


def lines(**fields: Any) -> list[str]:
    app = WorkerAppSettings.model_validate({"image": "nginx:1.29", **fields})
    return [str(problem) for problem in broken_references("app", app, "shop", NAMESPACE, SECRETS)]


def test_references_of_every_kind_that_lead_somewhere_are_sound() -> None:
    container = {
        "image": "a:1",
        "configEnv": {"HOST": "web/host"},
        "secretEnv": {"PASSWORD": "db/password", "TOKEN": "vault/any"},
        "configEnvFrom": ["web"],
        "secretEnvFrom": ["db", "vault"],
    }

    assert (
        lines(
            **container,
            configFiles={"/etc/app/host": "web/host"},
            secretFiles={"/etc/app/password": "db/password", "/etc/app/token": "vault/any"},
            pullSecrets=["registry", "vault"],
            sidecars={"logs": container},
            initContainers=[{"name": "migrate", **container}],
        )
        == []
    )


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"configEnvFrom": ["wbe"]}, 'configEnvFrom.0: unknown ConfigMap "wbe"; did you mean web?'),
        (
            {"secretEnvFrom": ["db", "valut"]},
            'secretEnvFrom.1: unknown Secret "valut"; did you mean vault?'
            + WAYS.format("slipway:secrets.shop.valut.<key>"),
        ),
        (
            {"configFiles": {"/etc/app/x": "web/hots"}},
            'configFiles./etc/app/x: unknown key "hots" of ConfigMap web; did you mean host?',
        ),
        (
            {"secretFiles": {"/etc/app/x": "bd/password"}},
            'secretFiles./etc/app/x: unknown Secret "bd"; expected one of db, registry'
            + WAYS.format("slipway:secrets.shop.bd.password"),
        ),
        (
            {"pullSecrets": ["regstry"]},
            'pullSecrets.0: unknown Secret "regstry"; did you mean registry?'
            + WAYS.format("'slipway:secrets.shop.regstry[\".dockerconfigjson\"]'"),
        ),
        (
            {"pullSecrets": ["db"]},
            'pullSecrets.0: unknown key ".dockerconfigjson" of Secret db; expected one of password',
        ),
        (
            {"sidecars": {"logs": {"image": "a:1", "secretEnv": {"A": "db/passwrod"}}}},
            'sidecars.logs.secretEnv.A: unknown key "passwrod" of Secret db; did you mean password?',
        ),
        (
            {"initContainers": [{"name": "migrate", "image": "a:1", "configEnvFrom": ["wbe"]}]},
            'initContainers.0.configEnvFrom.0: unknown ConfigMap "wbe"; did you mean web?',
        ),
    ],
)
def test_a_reference_that_leads_nowhere_is_told_with_the_nearest(fields: dict[str, Any], line: str) -> None:
    assert lines(**fields) == [f"app.{line}"]


def test_the_pull_secrets_of_a_namespace_lead_somewhere() -> None:
    namespace = NamespaceSettings.model_validate(
        {"pullSecrets": ["registry", "vault", "db"], "secrets": {"vault": {"existing": True}}}
    )

    assert [str(problem) for problem in broken_pull_secrets("shop", "shop", namespace, SECRETS)] == [
        'shop.pullSecrets.2: unknown key ".dockerconfigjson" of Secret db; expected one of password'
    ]


def test_a_secret_is_used_wherever_it_stands() -> None:
    def of(who: str) -> dict[str, object]:
        return {"image": "a:1", "secretEnv": {"A": f"{who}-env/key"}, "secretEnvFrom": [{"name": f"{who}-from"}]}

    app = WorkerAppSettings.model_validate(
        {
            **of("own"),
            "sidecars": {"proxy": of("sidecar")},
            "initContainers": [{"name": "migrate", **of("init")}],
            "secretFiles": {"/etc/tls/key": "files/key"},
            "pullSecrets": ["pull"],
            "volumes": {
                "/a": {"csi": {"driver": "x", "secret": "csi"}},
                "/b": {"projected": [{"secret": "projected"}, {"configMap": "no"}]},
            },
            "configEnv": {"B": "no/key"},
        }
    )

    assert used_secrets(app) == {
        *(f"{who}-{how}" for who in ("own", "sidecar", "init") for how in ("env", "from")),
        *("files", "pull", "csi", "projected"),
    }


def apps(**after: Any) -> Any:
    def app(name: str) -> dict[str, Any]:
        kind = {"kind": "task"} if name.startswith("task") else {"port": 8080}
        return {"image": "nginx:1.29", "after": after[name], **kind}

    return NamespaceSettings.model_validate({"apps": {name: app(name) for name in after}}).apps


def disorder(**after: Any) -> list[str]:
    return [str(problem) for problem in broken_order("apps", apps(**after))]


def test_apps_come_after_the_tasks_that_they_wait_for() -> None:
    order = in_order(apps(web=["task-b"], **{"task-b": ["task-a"], "task-a": []}))

    assert order == ["task-a", "task-b", "web"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("task-migrat", 'unknown task "task-migrat"; did you mean task-migrate?'),
        ("api", 'unknown task "api"; expected one of task-migrate'),
    ],
)
def test_an_app_waits_for_tasks_of_its_namespace_only(name: str, message: str) -> None:
    assert disorder(web=[name], api=[], **{"task-migrate": []}) == [f"apps.web.after: {message}"]


def test_a_task_comes_after_apps_of_every_kind() -> None:
    both = {"task-smoke": ["web"], "task-migrate": []}

    assert in_order(apps(web=["task-migrate"], **both)) == ["task-migrate", "web", "task-smoke"]
    assert disorder(web=["task-migrate"], **both) == []
    assert disorder(web=[], **{"task-smoke": ["wep"]}) == [
        'apps.task-smoke.after: unknown app "wep"; did you mean web?'
    ]


def test_an_app_and_a_task_that_wait_for_one_another_are_told() -> None:
    [line] = disorder(web=["task-smoke"], **{"task-smoke": ["web"]})

    assert "expected an order without a cycle" in line


def test_tasks_that_wait_for_one_another_are_told_as_a_circle() -> None:
    [line] = disorder(**{"task-a": ["task-b"], "task-b": ["task-a"], "web": []})

    assert "expected an order without a cycle; task-" in line
    assert line.count("waits for") == 2


def test_a_task_does_not_wait_for_itself() -> None:
    assert disorder(**{"task-a": ["task-a"]}) == [
        "apps.task-a.after: expected an order without a cycle; task-a waits for task-a"
    ]


def test_a_secret_is_used_where_a_text_or_a_field_of_kubernetes_names_it() -> None:
    patch = {"spec": {"template": {"spec": {"volumes": [{"name": "x", "secret": {"secretName": "patched"}}]}}}}
    app = StatelessAppSettings.model_validate(
        {
            "image": "a:1",
            "port": 80,
            "ingress": {"host": "a.example.com", "tlsSecret": "tls", "annotations": {"a/b": "$(secret:annotated)"}},
            "patches": [{"object": "Deployment", "reason": "no setting says it", "patch": patch}],
        }
    )

    assert used_secrets(app) == {"tls", "annotated", "patched"}


def test_the_secrets_of_a_trigger_must_be_declared_and_are_used() -> None:
    trigger = {"type": "rabbitmq", "secretParameters": {"host": "db/pasword"}}
    scaled = {"maxReplicas": 3, "triggers": [trigger]}

    assert lines(autoscaling=scaled) == [
        ('app.autoscaling.triggers.0.secretParameters.host: unknown key "pasword" of Secret db; did you mean password?')
    ]
    assert used_secrets(WorkerAppSettings.model_validate({"image": "a:1", "autoscaling": scaled})) == {"db"}
