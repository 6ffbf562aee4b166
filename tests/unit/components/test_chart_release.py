from typing import Any

from pulumi import ResourceOptions
from pulumi_kubernetes import Provider

from components.chart_release import create_release
from offline.recorder import Registration
from slipway.settings.releases import ChartSettings
from tests.deployment import deploy

OCI = {"chart": "oci://registry.example.com/redis", "version": "1.2.3"}


def registered(**said: Any) -> Registration:
    def program() -> None:
        create_release(
            "shop",
            "redis",
            ChartSettings.model_validate(said),
            namespace="shop",
            config_maps={},
            secrets={"auth": "auth-1"},
            opts=ResourceOptions(provider=Provider("cluster")),
        )

    return deploy(program).one("Release", "shop.redis")


def test_a_release_is_pinned_waits_and_is_rolled_back_if_it_is_not_ready() -> None:
    assert registered(**OCI).inputs == {
        "name": "redis",
        "namespace": "shop",
        "chart": "oci://registry.example.com/redis",
        "version": "1.2.3",
        "values": {},
        "skipCrds": True,
        "atomic": True,
        "timeout": 600,
        "compat": "true",
    }


def test_a_chart_comes_from_a_repository_or_from_the_project() -> None:
    repository = "https://charts.example.com"
    found = registered(chart="redis", repository=repository, version="1.2.3").inputs

    assert (found["chart"], found["repositoryOpts"]) == ("redis", {"repo": repository})
    assert "version" not in registered(chart="./charts/redis").inputs


def test_its_values_have_the_names_in_the_cluster() -> None:
    found = registered(**OCI, values={"auth": {"existingSecret": "$(secret:auth)"}, "replicas": [2]}).inputs

    assert found["values"] == {"auth": {"existingSecret": "auth-1"}, "replicas": [2]}


def test_definitions_for_the_whole_cluster_are_installed_for_a_reason_only() -> None:
    assert registered(**OCI, crds="nobody else installs them").inputs["skipCrds"] is False
    assert registered(**OCI, timeoutSeconds=60).inputs["timeout"] == 60
