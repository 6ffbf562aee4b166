from typing import Any

import pytest

from offline.recorder import AUTONAMED, Recording
from slipway.settings.chart import VARIABLE
from tests.unit.stack.composed import composed

STORES = {"vault": {"vault": {"server": "https://vault.example.com", "role": "shop"}}}
KEYS = {"username": "shop/grafana#user", "password": "shop/grafana#password"}


def grafana(source: Any = None) -> Recording:
    """The password of the administrator is in the stack file, unless it has another source."""
    said = {"secrets": {"grafana-admin": source}} if source else {}
    values = None if source else {"monitoring": {"grafana-admin": {"password": "tulip"}}}
    return composed({}, values, monitoring=said, secretStores=STORES)


def test_the_password_of_the_stack_file_is_told_to_whoever_asks_for_it_alone() -> None:
    outputs = grafana().outputs

    assert outputs["grafana"] == {
        "open": "kubectl -n monitoring port-forward svc/monitoring-grafana 3000:80",
        "user": "admin",
        "password": "pulumi stack output grafanaPassword --show-secrets",
    }
    assert "tulip" not in str(outputs["grafana"])
    assert "tulip" in str(outputs["grafanaPassword"])


def test_grafanas_administrator_comes_from_the_same_sources() -> None:
    recording = grafana({"external": {"store": "vault", "keys": KEYS}})
    secret = recording.one("ExternalSecret")

    assert recording.all("Secret") == []
    assert secret.inputs["metadata"]["namespace"] == "monitoring"
    assert recording.one("Namespace", "monitoring").urn in secret.dependencies
    admin = recording.one("Release").inputs["values"]["grafana"]["admin"]
    assert admin["existingSecret"] == secret.inputs["metadata"]["name"]
    assert secret.urn in recording.one("Release").dependencies


def test_an_existing_secret_of_grafanas_administrator_is_told_as_what_reveals_the_password() -> None:
    recording = grafana({"existing": "grafana-2019"})

    assert recording.one("Release").inputs["values"]["grafana"]["admin"]["existingSecret"] == "grafana-2019"
    assert recording.outputs["grafana"]["password"] == (
        "kubectl -n monitoring get secret grafana-2019 -o jsonpath={.data.password} | base64 -d"
    )
    assert "grafanaPassword" not in recording.outputs


CONFIG = '{"auths": {"registry.example.com": {"auth": "dHVsaXA6dHVsaXA="}}}'


def test_its_images_are_pulled_with_a_secret_of_the_stack_file_or_of_elsewhere() -> None:
    keys = {".dockerconfigjson": "shop/mirror#config"}
    said = {
        "pullSecrets": ["registry", "mirror"],
        "secrets": {"mirror": {"external": {"store": "vault", "keys": keys}}},
    }
    values = {"monitoring": {"grafana-admin": {"password": "tulip"}, "registry": {".dockerconfigjson": CONFIG}}}
    recording = composed({}, values, monitoring=said, secretStores=STORES)
    own, release = recording.one("Secret", "monitoring.registry"), recording.one("Release")
    mirror = recording.one("ExternalSecret").inputs["metadata"]["name"]

    assert (own.inputs["type"], own.inputs["metadata"]["namespace"]) == ("kubernetes.io/dockerconfigjson", "monitoring")
    assert recording.is_secret("Secret", "stringData", "monitoring.registry")
    assert release.inputs["values"]["global"]["imagePullSecrets"] == [
        {"name": f"{own.name}-{AUTONAMED}"},
        {"name": mirror},
    ]
    assert own.urn in release.dependencies


@pytest.mark.parametrize("source", [None, {"existing": "grafana-2019"}])
def test_a_chart_that_the_environment_names_takes_the_place_of_the_pinned_one(
    source: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    charts = []
    for named in ("", "charts/mine.tgz"):
        monkeypatch.setenv(VARIABLE, named)
        charts.append(grafana(source).one("Release").inputs["chart"])

    assert charts == ["kube-prometheus-stack", "charts/mine.tgz"]
