from typing import Any

from offline.program import ROOT
from offline.recorder import record
from slipway.settings.stack import StackSettings
from stack.resolve import RepositoryFiles, ResolvedStack, resolve

WEB = {"image": "a:1", "port": 8080}
VAULT = {"vault": {"server": "https://vault.example.com", "role": "shop"}}


def resolved(shop: dict[str, Any], **more: Any) -> ResolvedStack:
    stack = StackSettings.model_validate(
        {"environment": "development", "namespaces": {"shop": shop}, "secretStores": {"vault": VAULT}, **more}
    )
    return resolve(stack, RepositoryFiles.read(stack))


def test_an_app_pulls_with_the_secrets_of_its_namespace_and_its_own_each_once() -> None:
    apps = {"web": {**WEB, "pullSecrets": ["mine", "ours"]}, "job": {**WEB}}
    found = resolved({"pullSecrets": ["ours"], "apps": apps}).settings.namespaces["shop"].apps

    assert found["web"].pull_secrets == ("ours", "mine")
    assert found["job"].pull_secrets == ("ours",)


def test_an_app_mounts_the_volume_by_which_the_driver_brings_a_secret_that_it_uses() -> None:
    secrets = {"db": {"csi": {"store": "vault", "keys": {"password": "shop/db#password"}}}}
    apps = {"web": {**WEB, "secretEnv": {"P": "db/password"}}, "other": WEB}
    found = resolved({"secrets": secrets, "apps": apps}).settings.namespaces["shop"].apps

    assert list(found["web"].volumes) == ["/mnt/secrets-store/db"]
    assert found["other"].volumes == {}


def test_the_graph_holds_the_final_apps() -> None:
    apps = {"web": {**WEB, "connectsTo": ["db"]}, "db": {**WEB, "kind": "stateful"}}
    stack = resolved({"apps": apps, "pullSecrets": ["ours"]})

    [edge] = stack.graph.edges()
    assert stack.graph.app(edge.target).pull_secrets == ("ours",)


def test_production_protects_namespaces_and_development_none() -> None:
    assert resolved({"apps": {"web": WEB}}).protected == frozenset()
    assert resolved({"apps": {"web": WEB}}, environment="production").protected == {"shop"}


def test_templates_of_messages_are_files_of_the_repository_too() -> None:
    alerting = {"receivers": {}, "templates": ["tests/alerts.tmpl", "tests/missing.tmpl"]}
    stack = StackSettings.model_validate({"environment": "development", "monitoring": {"alerting": alerting}})
    found: list[RepositoryFiles] = []
    record(lambda: found.append(RepositoryFiles.read(stack)), root=ROOT)

    [files] = found
    assert [*files.texts] == [("monitoring", "alerting", "templates", "tests/alerts.tmpl")]
    assert files.sources == ["tests/alerts.tmpl", "tests/missing.tmpl"]
    assert [problem.path for problem in files.problems] == ["monitoring.alerting.templates.1"]
