from typing import Any

import pytest
import yaml

from slipway.settings.ports import PodPort
from slipway.settings.stack import StackSettings
from slipway.topology.apps import AppId, Edge, Graph, connecting

WEB, API, DB, MAILER = AppId("shop", "web"), AppId("shop", "api"), AppId("data", "db"), AppId("shop", "mailer")
STACK = """
environment: development
monitoring:
  alertmanager: {connectsTo: [{app: api, namespace: shop}]}
namespaces:
  shop:
    apps:
      web:
        image: "a:1"
        port: 80
        connectsTo: [{app: api, ports: [http, gossip]}, {app: db, namespace: data}, {cidr: 203.0.113.0/24, port: 443}]
      api:
        {image: "a:1", port: 3000, service: {port: 80}, ports: {gossip: {port: 7946, protocol: UDP}}, connectsTo: [web]}
      mailer: {kind: worker, image: "a:1", connectsTo: [api]}
  data: {apps: {db: {kind: stateful, image: "a:1", port: 5432, acceptsFrom: [shop/web]}}}
"""
DECLARED = StackSettings.model_validate(yaml.safe_load(STACK))
GRAPH = Graph.of(DECLARED)


def app_of(which: AppId) -> Any:
    return GRAPH.app(which)


def test_an_edge_is_what_an_app_says_of_another_with_the_ports_of_that_ones_pods() -> None:
    assert list(GRAPH.edges()) == [
        Edge(WEB, API, (PodPort(3000), PodPort(7946, "UDP"))),
        Edge(WEB, DB, (PodPort(5432),)),
        Edge(API, WEB, (PodPort(80),)),
        Edge(MAILER, API, (PodPort(3000),)),
        Edge(AppId("monitoring", "alertmanager"), API, (PodPort(3000),)),
    ]


def test_every_edge_is_known_at_both_of_its_ends() -> None:
    assert {edge.source for edge in GRAPH.incoming[API]} == {WEB, MAILER, AppId("monitoring", "alertmanager")}
    assert [edge.target for edge in GRAPH.outgoing[WEB]] == [API, DB]
    assert DB not in GRAPH.outgoing


@pytest.mark.parametrize(
    ("which", "names"), [(WEB, {"api": API, "data/db": DB}), (API, {"web": WEB}), (DB, {})], ids=str
)
def test_an_app_knows_its_peers_by_the_names_that_it_uses(which: AppId, names: dict[str, AppId]) -> None:
    peers = GRAPH.peers(which)

    assert peers == {name: app_of(peer) for name, peer in names.items()}


def test_apps_and_the_parts_of_the_monitoring_say_whom_they_talk_to() -> None:
    said = dict(connecting(DECLARED))
    parts = DECLARED.monitoring.parts() if DECLARED.monitoring else {}

    assert list(said) == [WEB, API, MAILER, DB, *(AppId("monitoring", part) for part in parts)]
    assert len(said[WEB]) == 3


def test_both_are_told_in_few_words() -> None:
    assert (str(WEB), str(PodPort(80)), str(PodPort(7946, "UDP"))) == ("shop/web", "80", "7946/UDP")
