from typing import Any

from slipway.settings.stack import StackSettings
from slipway.topology import monitor_targets
from slipway.topology.apps import AppId

WEB = {"image": "a:1.2", "port": 80, "ports": {"admin": 9000}, "podLabels": {"tier": "front"}}
APPS: dict[str, Any] = {
    "web": WEB,
    "db": {"kind": "stateful", "image": "a:1", "port": {"name": "sql", "port": 5432}, "storage": {"/data": "1Gi"}},
    "mails": {"kind": "worker", "image": "a:1"},
    "nightly": {"kind": "scheduled", "image": "a:1", "schedule": "0 3 * * *"},
}


def stack(**said: Any) -> StackSettings:
    service = {"apiVersion": "v1", "kind": "Service", "spec": {"ports": [{"name": "sql", "port": 1}, {"port": 2}]}}
    shop = {"team": "shop", "labels": {"cost-center": "1"}, "apps": APPS, "objects": {"outside": service}}
    return StackSettings.model_validate(
        {"environment": "development", "labels": {"stage": "dev"}, "namespaces": {"shop": shop}, **said}
    )


def test_pods_have_their_labels_and_ports() -> None:
    web, db, mails = monitor_targets.pod_targets(stack(), "shop")

    assert web.labels == {
        "stage": "dev",
        "cost-center": "1",
        "app.kubernetes.io/managed-by": "pulumi",
        "slipway.dev/team": "shop",
        "app.kubernetes.io/name": "web",
        "app.kubernetes.io/version": "1.2",
        "tier": "front",
    }
    assert (web.app, *sorted(web.ports)) == (AppId("shop", "web"), "admin", "http")
    assert (*db.ports, *mails.ports) == ("sql",)


def test_services_are_those_of_apps_and_of_objects() -> None:
    found = {each.name: each for each in monitor_targets.service_targets(stack(), "shop")}

    assert sorted(found) == ["db", "db-headless", "outside", "web"]
    assert (found["outside"].app, *found["outside"].ports) == (None, "sql")
    assert found["web"].labels["app.kubernetes.io/name"] == "web"


def test_monitors_have_the_labels_that_prometheus_selects() -> None:
    elsewhere = {"prometheus": {"namespace": "prometheus", "monitorLabels": {"release": "kps"}}}

    labels = monitor_targets.monitor_labels(stack(cluster=elsewhere), "shop", "web")

    assert (labels["release"], labels["app.kubernetes.io/name"]) == ("kps", "web")


def test_namespaces_have_their_name_as_a_label() -> None:
    assert monitor_targets.namespace_labels(stack(), "shop")["kubernetes.io/metadata.name"] == "shop"
    assert monitor_targets.namespace_labels(stack(), "dns") == {"kubernetes.io/metadata.name": "dns"}
