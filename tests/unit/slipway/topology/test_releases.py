from typing import Any

from slipway.settings.connection import ClusterPodsSettings
from slipway.settings.ports import PodPort
from slipway.settings.stack import StackSettings
from slipway.topology.apps import AppId, Graph
from slipway.topology.monitoring import Part
from slipway.topology.releases import called_chart, release_part
from slipway.topology.rules import Addresses, Rule
from slipway.topology.traffic import traffic

REDIS = AppId("shop", "redis")
INSTANCE = {"app.kubernetes.io/instance": "redis"}
PODS = ClusterPodsSettings(namespace="shop", labels=INSTANCE)
AMONG = Rule((PODS,), ())
TO_REDIS = {"pods": {"namespace": "shop", "labels": INSTANCE}, "port": 6379}
WEB = {"image": "a:1", "port": 8080}


def graph(chart: dict[str, Any], apps: dict[str, Any] | None = None, **more: Any) -> Graph:
    said = {"chart": "oci://registry.example.com/redis", "version": "1.2.3", **chart}
    shop = {"charts": {"redis": said}, "apps": apps or {}}
    stack = {"environment": "development", "namespaces": {"shop": shop}, **more}
    return Graph.of(StackSettings.model_validate(stack))


def part(chart: dict[str, Any], apps: dict[str, Any] | None = None, **more: Any) -> Part:
    return release_part(graph(chart, apps, **more), REDIS)


def test_the_pods_of_a_chart_reach_one_another_and_nobody_else() -> None:
    found = part({}).traffic

    assert (found.ingress, found.egress) == ((AMONG,), (AMONG,))


def test_they_are_reached_by_the_apps_of_their_namespace_that_name_them() -> None:
    apps = {"web": {**WEB, "connectsTo": [TO_REDIS]}, "api": WEB}

    assert part({}, apps).traffic.ingress == (AMONG, Rule((AppId("shop", "web"),), (PodPort(6379),)))
    assert traffic(graph({}, apps), AppId("shop", "web")).egress == (Rule((PODS,), (PodPort(6379),)),)


def test_others_reach_them_if_the_chart_accepts_them() -> None:
    pods = {"namespace": "traefik"}
    accepts = [{"pods": pods, "ports": [80]}, {"cidr": "203.0.113.0/24", "ports": [80, 443]}]

    assert part({"acceptsFrom": accepts}).traffic.ingress[1:] == (
        Rule((ClusterPodsSettings(namespace="traefik"),), (PodPort(80),)),
        Rule((Addresses("203.0.113.0/24"),), (PodPort(80), PodPort(443))),
    )


def test_they_reach_apps_on_both_sides_and_what_is_outside() -> None:
    chart = {"connectsTo": ["web", {"cidr": "203.0.113.7/32", "port": 443}]}

    assert part(chart, {"web": WEB}).traffic.egress[1:] == (
        Rule((AppId("shop", "web"),), (PodPort(8080),)),
        Rule((Addresses("203.0.113.7/32"),), (PodPort(443),)),
    )
    assert traffic(graph(chart, {"web": WEB}), AppId("shop", "web")).ingress == (Rule((PODS,), (PodPort(8080),)),)


def test_the_api_server_is_open_for_a_reason_only() -> None:
    cluster = {"apiServer": {"cidrs": ["203.0.113.9/32"], "ports": [6443]}}
    found = part({"apiServer": "it looks for its peers"}, cluster=cluster)

    assert found.api
    assert found.traffic.egress[1:] == (Rule((Addresses("203.0.113.9/32"),), (PodPort(6443),)),)
    assert not part({}, cluster=cluster).api


def test_a_connection_names_a_chart_by_the_labels_of_its_pods() -> None:
    declared = graph({}, {"web": {**WEB, "connectsTo": [TO_REDIS]}}).declared
    [connection] = declared.namespaces["shop"].apps["web"].connects_to

    assert called_chart(declared, connection) == REDIS
    elsewhere = ClusterPodsSettings(namespace="shop", labels={"app": "x"})
    assert called_chart(declared, connection.model_copy(update={"pods": elsewhere})) is None
