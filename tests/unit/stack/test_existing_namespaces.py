import json
from pathlib import Path
from typing import Any

import pulumi
import pytest

from slipway.settings.cluster import ClusterSettings
from slipway.settings.monitoring import MonitoringSettings
from slipway.settings.namespace import NamespaceSettings
from slipway.settings.stack import StackSettings
from stack import existing_namespaces as module
from stack.existing_namespaces import existing_namespaces
from tests.unit.stack.fake_kubectl import Kubectl

SHOP: dict[str, Any] = {
    "kind": "Namespace",
    "metadata": {
        "name": "shop",
        "creationTimestamp": "2026-01-01T00:00:00Z",
        "labels": {"kubernetes.io/metadata.name": "shop", "owner": "storefront"},
    },
}
STACK = StackSettings(
    environment="development",
    namespaces={"shop": NamespaceSettings(), "blog": NamespaceSettings()},
    cluster=ClusterSettings(context="eu"),
)


@pytest.fixture(autouse=True)
def state(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A state that holds no namespace."""
    monkeypatch.setattr(module, "held", lambda _: {})
    return monkeypatch


def test_a_namespace_that_exists_and_is_not_in_the_state_is_refused_with_what_is_known_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kubectl = Kubectl(tmp_path, monkeypatch, json.dumps(SHOP))

    [problem] = existing_namespaces(STACK)

    assert str(problem).startswith(
        "namespaces.shop: the namespace exists since 2026-01-01T00:00:00Z and is not this stack's (labels "
        "owner=storefront). Expected another name. To take it over with everything in it, give the reason: adopt: "
    )
    assert kubectl.asked == ["get namespaces blog shop --ignore-not-found -o json --context eu"]


def test_the_namespace_of_the_monitoring_is_one_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Kubectl(tmp_path, monkeypatch, json.dumps({"items": [SHOP]}))

    assert [
        each.path
        for each in existing_namespaces(
            StackSettings(environment="development", monitoring=MonitoringSettings(namespace="shop"))
        )
    ] == ["monitoring.namespace"]


def test_nothing_is_asked_if_all_are_adopted_or_in_the_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kubectl = Kubectl(tmp_path, monkeypatch, json.dumps(SHOP))
    monkeypatch.setattr(module, "held", lambda _: {"blog": {"metadata": {"name": "blog"}}})
    adopted = StackSettings(
        environment="development",
        namespaces={"shop": NamespaceSettings(adopt="moved from helm"), "blog": NamespaceSettings()},
    )

    assert list(existing_namespaces(adopted)) == []
    assert kubectl.asked == []


def test_none_that_exists_is_no_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Kubectl(tmp_path, monkeypatch, "")

    assert list(existing_namespaces(STACK)) == []


def test_a_cluster_that_does_not_tell_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Kubectl(tmp_path, monkeypatch, "namespaces is forbidden", code=1)

    with pytest.raises(pulumi.RunError, match="kubectl said: namespaces is forbidden"):
        list(existing_namespaces(STACK))


def test_without_kubectl_it_is_said_that_nobody_has_looked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said: list[str] = []
    monkeypatch.setattr(pulumi.log, "warn", said.append)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert list(existing_namespaces(STACK)) == []
    assert said == ["kubectl is not on PATH, so slipway cannot see whether somebody else has made blog, shop before"]
