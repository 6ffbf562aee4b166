from typing import Any

import pytest

from slipway.checks.secrets import broken_sources
from slipway.checks.stack import check_stack
from slipway.settings.stack import StackSettings

STORES = {
    "vault": {"vault": {"server": "https://vault.example.com", "role": "shop"}},
    "corp": {"given": {"name": "corp"}},
}
REMOTE = {"keys": {"password": "shop/db#password"}}


def lines(source: Any, *, encrypted: bool = False, app: Any = None) -> list[str]:
    shop = {"secrets": {"db": source}, "apps": {"web": {"image": "a:1", "port": 80, **(app or {})}}}
    stack = {"environment": "development", "secretStores": STORES, "namespaces": {"shop": shop}}
    values = {"shop": {"db": frozenset({"password"})}} if encrypted else {}
    return [str(problem) for problem in broken_sources(StackSettings.model_validate(stack), values)]


@pytest.mark.parametrize(
    "source",
    [
        {"existing": True},
        {"external": {"store": "vault", **REMOTE}},
        {"external": {"store": "corp", **REMOTE}},
        {"csi": {"store": "vault", **REMOTE}},
    ],
)
def test_one_source_that_is_there_is_sound_and_a_second_one_in_the_stack_file_is_not(source: Any) -> None:
    assert lines(source) == []
    assert lines(source, encrypted=True) == [
        ("namespaces.shop.secrets.db: secrets.shop.db already sets the values of this secret; leave out one of the two")
    ]


def test_an_unknown_store_is_told_with_the_nearest() -> None:
    assert lines({"external": {"store": "vlaut", **REMOTE}}) == [
        'namespaces.shop.secrets.db.external.store: unknown store "vlaut" of secretStores; did you mean vault?'
    ]


def test_the_driver_reads_from_vault_alone() -> None:
    assert lines({"csi": {"store": "corp", **REMOTE}}) == [
        (
            "namespaces.shop.secrets.db.csi.store: csi needs a store of kind vault, and corp is of another kind; "
            "expected external here"
        )
    ]


def test_the_folder_of_the_driver_is_its_own() -> None:
    source = {"csi": {"store": "vault", **REMOTE}}
    app = {"secretEnv": {"A": "db/password"}, "writablePaths": ["/mnt/secrets-store/db"]}

    assert lines(source, app=app) == [
        (
            "namespaces.shop.apps.web: the CSI driver mounts the secret db at /mnt/secrets-store/db; "
            "expected another path here"
        )
    ]


def scaled(source: Any, minimum: int, **others: Any) -> list[str]:
    trigger = {"type": "rabbitmq", "secretParameters": {"host": "db/password"}}
    mailer = {
        "kind": "worker",
        "image": "a:1",
        "autoscaling": {"minReplicas": minimum, "maxReplicas": 3, "triggers": [{"type": "cron"}, trigger]},
    }
    shop = {"secrets": {"db": source}, "apps": {"mailer": mailer, **others}}
    stack = {"environment": "development", "secretStores": STORES, "namespaces": {"shop": shop}}
    return [str(problem) for problem in broken_sources(StackSettings.model_validate(stack), {})]


CSI = {"csi": {"store": "vault", **REMOTE}}


def test_keda_cannot_read_a_secret_of_the_driver_while_no_pod_mounts_it() -> None:
    told = (
        "namespaces.shop.apps.mailer.autoscaling.triggers.1.secretParameters.host: the CSI driver makes the Secret db "
        "only while a pod mounts it, and with minReplicas: 0 there may be none, so KEDA could not read it; write "
        "minReplicas: 1, or external instead of csi in namespaces.shop.secrets.db"
    )
    uses = {"image": "a:1", "secretEnv": {"PASSWORD": "db/password"}}

    assert scaled(CSI, 0) == [told]
    assert scaled(CSI, 0, nightly={"kind": "scheduled", "schedule": "@daily", **uses}) == [told]
    assert scaled(CSI, 0, api={"kind": "worker", "replicas": 0, **uses}) == [told]


def test_keda_reads_a_secret_of_the_driver_that_a_pod_always_mounts() -> None:
    uses = {"image": "a:1", "secretEnv": {"PASSWORD": "db/password"}}

    assert scaled(CSI, 1) == []
    assert scaled(CSI, 0, api={"kind": "worker", **uses}) == []
    assert scaled(CSI, 0, logs={"kind": "agent", **uses}) == []
    assert scaled({"external": {"store": "vault", **REMOTE}}, 0) == []


KEYS = {"username": "grafana#user", "password": "grafana#password"}


def of_grafana(secrets: Any, *, encrypted: bool = False) -> list[str]:
    stack = {"environment": "development", "secretStores": STORES, "monitoring": {"secrets": secrets}}
    values = {"monitoring": {"grafana-admin": frozenset({"password"})}} if encrypted else {}
    return [str(problem) for problem in check_stack(StackSettings.model_validate(stack), values)]


def test_grafanas_administrator_may_come_from_elsewhere() -> None:
    for source in ({"existing": True}, {"external": {"store": "vault", "keys": KEYS}}):
        assert of_grafana({"grafana-admin": source}) == []
        [twice] = of_grafana({"grafana-admin": source}, encrypted=True)
        assert twice.startswith(
            "monitoring.secrets.grafana-admin: secrets.monitoring.grafana-admin already sets the values"
        )


@pytest.mark.parametrize(
    ("secrets", "line"),
    [
        (
            {"grafana-admin": {"csi": {"store": "vault", "keys": KEYS}}},
            (
                "monitoring.secrets.grafana-admin: csi is not supported for the monitoring; "
                "expected existing or external"
            ),
        ),
        (
            {"grafana-admin": {"external": {"store": "vault", **REMOTE}}},
            "monitoring.secrets.grafana-admin.external.keys: missing; required: username",
        ),
        (
            {"grafana-admin": {"existing": True}, "grafana-amdin": {"existing": True}},
            "monitoring.secrets.grafana-amdin: unknown secret of monitoring; did you mean grafana-admin?",
        ),
    ],
)
def test_what_the_chart_cannot_take_is_refused(secrets: Any, line: str) -> None:
    assert of_grafana(secrets) == [line]


def pulled(pull_secrets: list[str], sources: Any = None, encrypted: dict[str, set[str]] | None = None) -> list[str]:
    monitoring = {"pullSecrets": pull_secrets, "secrets": {"grafana-admin": {"existing": True}, **(sources or {})}}
    stack = {"environment": "development", "secretStores": STORES, "monitoring": monitoring}
    values = {"monitoring": {name: frozenset(keys) for name, keys in (encrypted or {}).items()}}
    return [str(problem) for problem in check_stack(StackSettings.model_validate(stack), values)]


def test_the_charts_images_may_be_pulled_with_secrets_of_any_source() -> None:
    keys = {".dockerconfigjson": "mirror#config"}

    assert pulled(["mirror"], {"mirror": {"existing": True}}) == []
    assert pulled(["mirror"], {"mirror": {"external": {"store": "vault", "keys": keys}}}) == []
    assert pulled(["mirror"], encrypted={"mirror": {".dockerconfigjson"}}) == []


def test_pull_secrets_of_the_chart_lead_somewhere_and_hold_what_images_are_pulled_with() -> None:
    [nowhere] = pulled(["mirror"])
    [otherwise] = pulled(["mirror"], encrypted={"mirror": {"password"}})

    assert nowhere.startswith(
        'monitoring.pullSecrets.0: unknown Secret "mirror"; there are none here (set it with pulumi config set '
    )
    assert nowhere.endswith(", or declare its source in monitoring.secrets)")
    assert otherwise.startswith('monitoring.pullSecrets.0: unknown key ".dockerconfigjson" of Secret mirror; ')


def test_a_secret_that_nothing_of_the_chart_would_use_is_refused() -> None:
    assert pulled([], encrypted={"slack": {"url"}}) == [
        "secrets.monitoring.slack: unknown secret of monitoring; expected one of grafana-admin"
    ]


def test_what_values_of_the_chart_refer_to_is_a_secret_of_the_monitoring() -> None:
    values = {"alertmanager": {"alertmanagerSpec": {"secrets": ["$(secret:slack)"]}}}
    extra = {"reason": "alerts go to the channel of the platform team", "values": values}
    stack = {"environment": "development", "monitoring": {"extraValues": extra}}
    said = {"monitoring": {"slack": frozenset({"url"})}}

    assert list(broken_sources(StackSettings.model_validate(stack), said)) == []


def test_the_credentials_of_receivers_are_secrets_of_the_monitoring() -> None:
    alerting = {"receivers": {"pager": {"pagerduty": {"routingKey": "pager/key"}}}, "default": {"critical": "pager"}}
    stack = {"environment": "development", "monitoring": {"alerting": alerting}}
    values = {"monitoring": {"pager": frozenset({"key"}), "pgaer": frozenset({"key"})}}

    assert [str(each) for each in broken_sources(StackSettings.model_validate(stack), values)] == [
        "secrets.monitoring.pgaer: unknown secret of monitoring; did you mean pager?"
    ]
