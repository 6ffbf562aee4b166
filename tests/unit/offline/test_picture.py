import pytest
import yaml

from offline.graph import picture
from offline.picture import Arrow, Node, Picture
from slipway.settings.stack import StackSettings
from slipway.topology.apps import Graph
from tests.every_connection import FILE


@pytest.fixture(scope="module")
def drawn() -> Picture:
    return picture("connections", FILE)


def test_every_app_stands_in_its_namespace_and_the_exposed_ones_are_marked(drawn: Picture) -> None:
    marked = {node.key for nodes in drawn.namespaces.values() for node in nodes if node.shape == "exposed"}

    assert [node.label for node in drawn.namespaces["graph-data"]] == ["db", "vault"]
    assert marked == {"graph-shop/web", "graph-shop/edge", "graph-shop/front", "graph-shop/media"}


def test_what_is_outside_stands_there_once_with_a_shape_of_its_own(drawn: Picture) -> None:
    assert drawn.others == [
        Node("203.0.113.0/24", "203.0.113.0/24", "outside"),
        Node("8.8.8.8/32", "8.8.8.8/32", "outside"),
        Node("8.8.0.0/16", "8.8.0.0/16", "outside"),
        Node("outside the cluster", "outside the cluster", "world"),
        Node("Kubernetes API", "Kubernetes API", "outside"),
        Node("gateways app=gateway", "gateways app=gateway", "outside"),
        Node("203.0.113.128/25", "203.0.113.128/25", "outside"),
        Node("198.51.100.7/32", "198.51.100.7/32", "outside"),
    ]


def test_an_arrow_says_on_which_ports_or_how(drawn: Picture) -> None:
    assert {
        Arrow("graph-shop/api", "graph-shop/cache", "6379, 7946/UDP"),
        Arrow("graph-shop/cache", "graph-shop/cache", "gossip"),
        Arrow("graph-shop/web", "graph-data/db", "5432"),
        Arrow("graph-shop/api", "8.8.8.8/32", "53/UDP"),
        Arrow("graph-shop/api", "8.8.0.0/16", "8080..8443"),
        Arrow("graph-shop/nightly", "Kubernetes API", "apiAccess"),
        Arrow("Kubernetes API", "graph-shop/hook", "8080"),
        Arrow("gateways app=gateway", "graph-shop/hook", "9090"),
        Arrow("203.0.113.128/25", "graph-shop/hook", "8080, 8081"),
        Arrow("outside the cluster", "graph-shop/web", "ingress"),
        Arrow("outside the cluster", "graph-shop/front", "LoadBalancer"),
    } <= {*drawn.arrows}
    assert len(drawn.arrows) == 21


def test_objects_that_open_a_way_in_are_shown_as_exposed_and_others_are_not() -> None:
    stack = yaml.safe_load(
        """
        environment: development
        namespaces:
          shop:
            apps: {web: {image: "a:1", port: 8080}}
            objects:
              door: {apiVersion: v1, kind: Service, spec: {type: LoadBalancer, ports: [{port: 80}]}}
              inside: {apiVersion: v1, kind: Service, spec: {ports: [{port: 80}]}}
              calls:
                apiVersion: gateway.networking.k8s.io/v1
                kind: GRPCRoute
                metadata: {name: orders}
                spec: {parentRefs: [{name: public}]}
        """
    )
    drawn = Picture.of(Graph.of(StackSettings.model_validate(stack)))

    assert drawn.namespaces["shop"] == [
        Node("shop/web", "web", "app"),
        Node("shop/objects.door", "Service door", "exposed"),
        Node("shop/objects.calls", "GRPCRoute orders", "exposed"),
    ]
    assert drawn.arrows == [
        Arrow("outside the cluster", "shop/objects.door", "LoadBalancer"),
        Arrow("outside the cluster", "shop/objects.calls", "GRPCRoute"),
    ]


def test_of_the_monitoring_it_shows_what_has_to_do_with_others() -> None:
    stack = yaml.safe_load(
        """
        environment: development
        monitoring:
          alertmanager:
            connectsTo: [{app: pager, namespace: ops}, {pods: {namespace: relay, labels: {app: mta}}, port: 25}]
          grafana: {acceptsFrom: [{namespace: traefik}, {nodes: true}]}
        namespaces: {ops: {apps: {pager: {image: "a:1", port: 8080, acceptsFrom: [monitoring]}}}}
        """
    )
    drawn = Picture.of(Graph.of(StackSettings.model_validate(stack)))

    assert [node.label for node in drawn.namespaces["monitoring"]] == ["alertmanager", "grafana"]
    assert drawn.arrows == [
        Arrow("monitoring/alertmanager", "ops/pager", "8080"),
        Arrow("monitoring/alertmanager", "relay app=mta", "25"),
        Arrow("traefik", "monitoring/grafana", "3000"),
        Arrow("nodes", "monitoring/grafana", "3000"),
    ]
