import re

import pulumi
import pytest
from pulumi_kubernetes.core.v1 import ConfigMap

from components import AppMonitor, ManagedNamespace
from slipway.settings import ManagedNamespaceSettings, ScheduledJobSettings, StatelessAppSettings
from slipway.settings.slo import SloSettings
from tests.deployment import deploy

WEB = StatelessAppSettings.model_validate({"image": "a:1", "port": 80, "ports": {"metrics": 9090}})


def test_it_is_a_pod_monitor_with_the_name_of_the_app() -> None:
    recording = deploy(lambda: AppMonitor("shop.web", WEB, namespace="shop", monitor_labels={"release": "kps"}))
    made = recording.one("PodMonitor").inputs

    assert made["apiVersion"] == "monitoring.coreos.com/v1"
    assert (made["metadata"]["name"], made["metadata"]["namespace"]) == ("web", "shop")
    assert made["metadata"]["labels"]["release"] == "kps"
    assert made["spec"]["selector"] == {"matchLabels": {"app.kubernetes.io/name": "web"}}


def test_its_team_is_that_of_the_namespace_unless_it_has_one_itself() -> None:
    def program() -> None:
        shop = ManagedNamespace("shop", ManagedNamespaceSettings(team="shop"))
        AppMonitor("shop.web", WEB, namespace=shop)
        AppMonitor("shop.cart", WEB, namespace=shop, team="cart")

    teams = {
        each.inputs["metadata"]["name"]: each.inputs["spec"]["podMetricsEndpoints"][0]["relabelings"][1]["replacement"]
        for each in deploy(program).all("PodMonitor")
    }

    assert teams == {"web": "shop", "cart": "cart"}


def test_the_monitor_waits_for_what_defines_its_kind() -> None:
    def program() -> None:
        definitions = ConfigMap("definitions")
        AppMonitor("shop.web", WEB, namespace="shop", depends_on=[definitions])

    recording = deploy(program)

    assert recording.one("ConfigMap").urn in recording.one("PodMonitor").dependencies


def test_objectives_are_a_rule_beside_it() -> None:
    settings = WEB.model_copy(update={"slo": SloSettings.model_validate({"availability": 99.9})})
    recording = deploy(lambda: AppMonitor("shop.web", settings, namespace="shop", team="shop"))
    made = recording.one("PrometheusRule").inputs

    assert (made["metadata"]["name"], made["metadata"]["namespace"]) == ("web", "shop")
    assert [group["name"] for group in made["spec"]["groups"]] == [
        "shop.web",
        *(f"shop.web-availability-{part}" for part in ("sli", "meta", "alerts")),
    ]


def test_a_schedule_has_a_rule_and_no_monitor() -> None:
    nightly = ScheduledJobSettings.model_validate({"image": "a:1", "schedule": "@daily"})
    recording = deploy(lambda: AppMonitor("shop.nightly", nightly, namespace="shop"))

    assert recording.all("PodMonitor") == []
    assert recording.one("PrometheusRule").inputs["metadata"]["name"] == "nightly"


def test_objectives_of_an_ingress_controller_need_no_metrics_of_the_app() -> None:
    slo = {"availability": 99.9, "source": "ingress-nginx"}
    settings = StatelessAppSettings.model_validate({"image": "a:1", "port": 80, "slo": slo})
    recording = deploy(lambda: AppMonitor("shop.web", settings, namespace="shop"))

    assert recording.all("PodMonitor") == []
    assert recording.one("PrometheusRule")


def test_an_app_without_metrics_has_nothing_to_see() -> None:
    plain = StatelessAppSettings.model_validate({"image": "a:1", "port": 80})

    with pytest.raises(pulumi.RunError, match=re.escape("web: the app has no metrics; expected a port with the name")):
        deploy(lambda: AppMonitor("web", plain, namespace="shop"))
