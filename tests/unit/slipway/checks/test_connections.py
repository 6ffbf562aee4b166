from typing import Any

import pytest
import yaml

from slipway.checks.connections import broken_connections
from slipway.settings.stack import StackSettings

API = "{image: 'a:1', port: 8080, ports: {metrics: 9090}}"
SHOP = "namespaces.shop.apps.web"


def lines(text: str, **cluster: Any) -> list[str]:
    stack = {"environment": "development", "cluster": cluster, **yaml.safe_load(text)}
    return [str(problem) for problem in broken_connections(StackSettings.model_validate(stack))]


def connecting(said: str, web: str = "", api: str = "", namespace: str = "", **cluster: Any) -> list[str]:
    """The problems of a stack in which `web` has these connections, with an `api`, an agent `logs`, and a `db` in the
    namespace `data`.
    """
    return lines(
        f"""
        namespaces:
          shop:
            externalNames: {{lectures: lectures.example.com}}
            apps:
              web: {{image: 'a:1', port: 8080, connectsTo: {said}, {web}}}
              api: {{image: 'a:1', port: 8080, ports: {{metrics: 9090}}, {api}}}
              logs: {{kind: agent, image: 'a:1', port: 9100}}
          data:
            apps:
              db: {{kind: stateful, image: 'a:1', port: 5432, {namespace}}}
        """,
        **cluster,
    )


@pytest.mark.parametrize(
    "said",
    [
        "[api]",
        "[{app: api, port: metrics}]",
        "[{app: api, ports: [http, metrics]}]",
        "[{app: api, namespace: shop}]",
        "[{cidr: 203.0.113.0/24, port: 443}]",
        "[{pods: {namespace: kafka}, port: 9092}]",
    ],
)
def test_what_leads_somewhere_is_sound(said: str) -> None:
    assert connecting(said) == []


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("[aip]", 'unknown app "aip" of shop; did you mean api?'),
        (
            "[{app: api, namespace: shpo}]",
            'unknown namespace "shpo"; did you mean shop? (use pods or cidr for a target outside the stack)',
        ),
        (
            "[{pods: {namespace: data}, port: 5432}]",
            "data is a namespace of the stack; name the app instead, for example {app: web, namespace: data}",
        ),
        ("[{app: api, port: metrisc}]", 'unknown port "metrisc" of api; did you mean metrics?'),
        (
            "[web]",
            "an app cannot connect to itself; use peerPorts for connections between its pods",
        ),
        (
            "[logs]",
            (
                "shop/logs is of kind agent and has no Service; expected a stateless or stateful app, or service: {} "
                "in the agent"
            ),
        ),
        (
            "[lectures]",
            "lectures is an external name; expected its host, for example {host: lectures.example.com, port: 443}",
        ),
        (
            "[{app: db, namespace: data}]",
            "data/db does not accept connections from shop/web; set acceptsFrom: [shop/web] in namespaces.data.apps.db",
        ),
        (
            "[{host: db.example.com, port: 5432}]",
            (
                "NetworkPolicies of Kubernetes match addresses only; expected the addresses of db.example.com, for "
                "example {cidr: 203.0.113.10/32, port: 5432}, or cluster.networkPolicies: cilium if the cluster "
                "network is Cilium"
            ),
        ),
    ],
)
def test_what_leads_nowhere_is_told_with_its_path_and_the_way_out(said: str, message: str) -> None:
    assert connecting(said) == [f"{SHOP}.connectsTo.0: {message}"]


@pytest.mark.parametrize("accepted", ["shop", "shop/web"])
def test_another_namespace_is_reached_when_both_sides_say_so(accepted: str) -> None:
    assert connecting("[{app: db, namespace: data}]", namespace=f"acceptsFrom: [{accepted}]") == []


def test_who_is_accepted_is_not_whoever_else_is_there() -> None:
    assert connecting("[{app: db, namespace: data}]", namespace="acceptsFrom: [shop/api]") == [
        (
            f"{SHOP}.connectsTo.0: data/db does not accept connections from shop/web; "
            "set acceptsFrom: [shop/web] in namespaces.data.apps.db"
        )
    ]


@pytest.mark.parametrize(
    ("accepted", "message"),
    [
        (
            "shpo",
            'unknown namespace "shpo"; did you mean shop? (pods outside the stack: {namespace: shpo, port: metrics})',
        ),
        ("shop/wbe", 'unknown app "wbe" of shop; did you mean web?'),
        ("data", "apps of the same namespace need no entry; expected another namespace, or leave it out"),
    ],
)
def test_who_is_accepted_is_there(accepted: str, message: str) -> None:
    assert connecting("[]", namespace=f"acceptsFrom: ['{accepted}']") == [
        f"namespaces.data.apps.db.acceptsFrom.0: {message}"
    ]


def test_an_agent_is_reached_by_its_service_alone() -> None:
    def calling(service: str) -> list[str]:
        apps = f"{{web: {{image: 'a:1', port: 1, connectsTo: [logs]}}, logs: {{kind: agent, image: 'a:1', {service}}}}}"
        stack = {"environment": "development", "namespaces": {"shop": {"apps": yaml.safe_load(apps)}}}
        return [str(problem) for problem in broken_connections(StackSettings.model_validate(stack))]

    assert calling("port: 1, service: {}") == []
    assert calling("port: 1") == [
        (
            "namespaces.shop.apps.web.connectsTo.0: shop/logs is of kind agent and has no Service; expected a "
            "stateless or stateful app, or service: {} in the agent"
        )
    ]


def test_a_host_is_fine_where_the_network_knows_names() -> None:
    assert connecting("[{host: db.example.com, port: 5432}]", networkPolicies="cilium") == []


def test_a_peer_stands_there_once_whatever_it_is_called() -> None:
    assert connecting("[api, {app: api, namespace: shop, port: metrics}]") == [
        (
            f"{SHOP}.connectsTo.1: shop/api is already in {SHOP}.connectsTo.0; "
            "list several ports there: ports: [http, metrics]"
        )
    ]


def test_two_peers_of_one_name_need_a_prefix() -> None:
    text = """
        namespaces:
          shop: {apps: {web: {image: 'a:1', port: 1, connectsTo: [db, {app: db, namespace: data}]}, db: DB}}
          data: {apps: {db: {image: 'a:1', port: 1, acceptsFrom: [shop]}}}
    """.replace("DB", "{image: 'a:1', port: 1}")

    assert lines(text) == [
        (
            f"{SHOP}.connectsTo.1: sets the variable DB_HOST, and so does {SHOP}.connectsTo.0; "
            "set prefix in one, for example DATA_DB_"
        )
    ]
    assert lines(text.replace("namespace: data}", "namespace: data, prefix: DATA_DB_}")) == []


def test_a_port_that_no_service_leads_to_is_refused() -> None:
    outside = "exposed: true, service: {type: NodePort}"

    assert connecting("[{app: api, port: metrics}]", api=outside) == [
        (f"{SHOP}.connectsTo.0: no Service of shop/api includes metrics; set service.headless: true there")
    ]
    assert (
        connecting("[{app: api, port: metrics}]", api="exposed: true, service: {type: NodePort, headless: true}") == []
    )


@pytest.mark.parametrize(("who", "name"), [("web", "shop/web"), ("api", "shop/api")])
def test_pods_on_the_network_of_their_node_have_no_connections(who: str, name: str) -> None:
    relaxed = {who: "relaxations: {hostNetwork: looks after the nodes}"}

    assert connecting("[api]", **relaxed) == [
        (
            f"{SHOP}.connectsTo.0: {name} uses the network of its node (relaxations.hostNetwork), "
            "so no network policy can select its pods"
        )
    ]


def test_pods_of_one_app_meet_on_ports_that_it_has() -> None:
    assert connecting("[]", web="peerPorts: [raft]") == [
        f'{SHOP}.peerPorts: unknown port "raft" of web; expected one of http'
    ]


def test_a_cycle_is_no_harm() -> None:
    assert connecting("[api]", api="connectsTo: [web]") == []


def test_everything_that_is_wrong_is_told_at_once() -> None:
    assert len(connecting("[aip, logs, {app: db, namespace: data}]", web="peerPorts: [a, b]")) == 5


def watched(alertmanager: str, accepts: str = "[]") -> list[str]:
    """The problems of a stack in which the Alertmanager has these connections, and an app accepts these callers."""
    return lines(
        f"""
        monitoring: {{alertmanager: {{connectsTo: {alertmanager}}}}}
        namespaces: {{ops: {{apps: {{pager: {{image: 'a:1', port: 8080, acceptsFrom: {accepts}}}}}}}}}
        """
    )


def test_alerts_reach_an_app_that_agrees() -> None:
    assert watched("[{app: pager, namespace: ops}]", "[monitoring/alertmanager]") == []
    assert watched("[{app: pager, namespace: ops}]", "[monitoring]") == []


@pytest.mark.parametrize(
    ("said", "accepts", "message"),
    [
        (
            "[{app: pager, namespace: ops}]",
            "[monitoring/grafana]",
            (
                "monitoring.alertmanager.connectsTo.0: ops/pager does not accept connections from "
                "monitoring/alertmanager; set acceptsFrom: [monitoring/alertmanager] in namespaces.ops.apps.pager"
            ),
        ),
        (
            "[{app: pagr, namespace: ops}]",
            "[]",
            'monitoring.alertmanager.connectsTo.0: unknown app "pagr" of ops; did you mean pager?',
        ),
        (
            "[]",
            "[monitoring/alertmanger]",
            (
                'namespaces.ops.apps.pager.acceptsFrom.0: unknown part "alertmanger" of monitoring; '
                "did you mean alertmanager?"
            ),
        ),
        (
            "[{pods: {namespace: ops}, port: 8080}]",
            "[]",
            (
                "monitoring.alertmanager.connectsTo.0: ops is a namespace of the stack; name the app instead, for "
                "example {app: web, namespace: ops}"
            ),
        ),
        (
            "[{host: hooks.example.com, port: 443}]",
            "[]",
            (
                "monitoring.alertmanager.connectsTo.0: NetworkPolicies of Kubernetes match addresses only; expected "
                "the addresses of hooks.example.com, for example {cidr: 203.0.113.10/32, port: 443}, or "
                "cluster.networkPolicies: cilium if the cluster network is Cilium"
            ),
        ),
    ],
)
def test_what_the_monitoring_connects_to_is_held_to_the_same(said: str, accepts: str, message: str) -> None:
    assert watched(said, accepts) == [message]
