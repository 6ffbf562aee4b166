from typing import Any

import pytest

from slipway.checks.limits import returning_limits, returning_limits_of_chart, unlimited_defaults
from slipway.settings.kinds import WorkerAppSettings
from slipway.settings.monitoring import MonitoringSettings
from slipway.settings.namespace import ManagedNamespaceSettings

REASON = {"noCpuLimit": "throttling costs more than a noisy neighbour"}
WAY = "shop.limits: {cpu: 50m..none}"


def lines(namespace: Any = None, **fields: Any) -> list[str]:
    app = WorkerAppSettings.model_validate({"image": "a:1", **fields})
    settings = ManagedNamespaceSettings.model_validate(namespace or {})
    return [str(problem) for problem in returning_limits("web", app, "shop", settings)]


def patched(resources: Any) -> dict[str, Any]:
    containers = [{"name": "web", "tty": True, "resources": resources}]
    patch = {"spec": {"template": {"spec": {"containers": containers}}}}
    return {"patches": [{"object": "Deployment", "reason": "no setting says it", "patch": patch}]}


def test_a_container_without_a_limit_keeps_none_in_a_namespace_that_gives_none() -> None:
    unlimited = {"resources": {"cpu": "1..none"}, "relaxations": REASON}

    assert lines({"limits": {"cpu": "50m..none"}}, **unlimited) == []
    assert lines(**unlimited) == [
        f"web.resources.cpu: the LimitRange of the namespace would set the limit 500m; expected {WAY}"
    ]


@pytest.mark.parametrize("resources", [{"limits": {"cpu": None}}, {"limits": None}, None])
def test_a_patch_cannot_take_away_what_the_namespace_gives(resources: Any) -> None:
    line = lines(**patched(resources))[0]

    assert line.startswith("web.patches.0.patch.spec.template.spec.containers.0.resources.limits.cpu: ")
    assert "would set the limit 500m again" in line
    assert line.endswith(
        f"resources: {{cpu: 1..none}} with relaxations: {{noCpuLimit: <reason>}} instead of the patch, and {WAY}"
    )


def test_a_patch_stays_below_the_maxima_of_the_namespace() -> None:
    maxima = {"maxima": {"cpu": 2, "memory": "1Gi"}}

    assert lines(maxima, **patched({"limits": {"cpu": "1", "memory": "1Gi"}})) == []
    assert lines(maxima, **patched({"limits": {"cpu": 4}})) == [
        (
            "web.patches.0.patch.spec.template.spec.containers.0.resources.limits.cpu: expected at most 2, the value "
            "of shop.maxima.cpu; got 4"
        )
    ]


def test_a_quota_for_limits_needs_limits() -> None:
    said = {"limits": {"cpu": "50m..none"}, "quota": {"cpu": "4..8"}}

    (problem,) = unlimited_defaults("shop", ManagedNamespaceSettings.model_validate(said))

    assert str(problem) == (
        "shop.quota.cpu: the quota counts cpu limits, and shop.limits.cpu gives containers none; expected 4..none"
    )
    assert list(unlimited_defaults("shop", ManagedNamespaceSettings())) == []


def test_a_quota_for_the_disk_of_nodes_needs_a_limit_for_containers_that_set_none() -> None:
    quota = {"quota": {"ephemeral-storage": "1Gi..10Gi"}}
    said = ManagedNamespaceSettings.model_validate(quota)
    both = ManagedNamespaceSettings.model_validate({**quota, "limits": {"ephemeral-storage": "50Mi..1Gi"}})

    assert [str(each) for each in unlimited_defaults("shop", said)] == [
        (
            "shop.quota.ephemeral-storage: the quota counts it, and a container that sets none would be refused; "
            "expected shop.limits: {ephemeral-storage: 50Mi..1Gi} too"
        )
    ]
    assert list(unlimited_defaults("shop", both)) == []


def test_a_part_of_the_monitoring_without_a_limit_needs_a_namespace_that_gives_none() -> None:
    unlimited = {"prometheus": {"resources": {"cpu": "1..none", "memory": "1Gi"}}}

    assert [str(each) for each in returning_limits_of_chart(MonitoringSettings.model_validate(unlimited))] == [
        (
            "monitoring.prometheus.resources.cpu: the LimitRange of the namespace would set the limit 500m; expected "
            "monitoring.limits: {cpu: 50m..none}"
        )
    ]
    sound = {**unlimited, "limits": {"cpu": "50m..none"}}
    assert list(returning_limits_of_chart(MonitoringSettings.model_validate(sound))) == []
