from typing import Any

import pytest

from slipway.checks.scheduling import shared_node_ports, stopped_neighbours, stuck_pods, waiting_neighbours
from slipway.settings.app import AppSettings
from slipway.settings.kinds import KINDS
from slipway.settings.stack import StackSettings

NEEDED: dict[str, dict[str, Any]] = {"stateless": {"port": 8080}, "stateful": {"port": 8080}, "worker": {}, "agent": {}}
RECREATE = "expected rollout: {type: Recreate}, which stops the old pod first, or ReadWriteMany"
ON_THE_NODE = {"hostNetwork": "sees the traffic of its node"}
AWAY = {"awayFrom": [{"app": "web", "required": True}]}


def lines(nodes: int | None = None, kind: str = "stateless", **fields: Any) -> list[str]:
    app: AppSettings = KINDS[kind].model_validate({"image": "a:1", **NEEDED[kind], **fields})
    return [str(problem) for problem in stuck_pods("web", "web", app, nodes)]


def shared(mode: str) -> dict[str, Any]:
    return {"volumes": {"/data": {"shared": {"size": "1Gi", "accessMode": mode}}}}


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        (
            {**shared("ReadWriteOncePod"), "replicas": 3},
            (
                "with ReadWriteOncePod only one pod can mount the volume, and the app has 3 pods; expected "
                "ReadWriteMany, or replicas: 1"
            ),
        ),
        (
            {**shared("ReadWriteOnce"), "autoscaling": {"maxReplicas": 4, "cpu": "70%"}},
            (
                "with ReadWriteOnce only the pods of one node can mount the volume, and the app has 4 pods; expected "
                "ReadWriteMany, or replicas: 1"
            ),
        ),
        (
            {**shared("ReadWriteOncePod")},
            (
                "with ReadWriteOncePod only one pod can mount the volume, so a new pod would wait for the old one for "
                f"ever; {RECREATE}"
            ),
        ),
        (
            {**shared("ReadWriteOnce")},
            (
                "with ReadWriteOnce only the pods of one node can mount the volume, so a new pod would wait for the "
                f"old one for ever; {RECREATE}"
            ),
        ),
        (
            {**shared("ReadWriteOnce"), "kind": "agent"},
            (
                "with ReadWriteOnce only the pods of one node can mount the volume, and the app has one on each node; "
                "expected ReadWriteMany"
            ),
        ),
    ],
)
def test_a_volume_for_one_is_not_for_several(fields: dict[str, Any], line: str) -> None:
    kind = fields.pop("kind", "stateless")

    assert lines(kind=kind, **fields) == [f"web.volumes./data.shared.accessMode: {line}"]


@pytest.mark.parametrize(
    ("nodes", "fields"),
    [
        (None, {**shared("ReadWriteMany"), "replicas": 3}),
        (None, {**shared("ReadWriteOncePod"), "rollout": {"type": "Recreate"}}),
        (None, {**shared("ReadWriteOncePod"), "rollout": {"maxSurge": 0, "maxUnavailable": 1}}),
        (None, {**shared("ReadWriteOncePod"), "rollout": {"maxSurge": 1, "maxUnavailable": 1}}),
        (None, {**shared("ReadWriteOnce"), "kind": "stateful"}),
        (1, {**shared("ReadWriteOnce"), "replicas": 3}),
        (None, {**shared("ReadWriteOnce"), "replicas": 3, "placement": {"near": [{"app": "web", "required": True}]}}),
        (None, {**shared("ReadWriteOnce"), "placement": {"nodes": {"kubernetes.io/hostname": "node-1"}}}),
    ],
)
def test_what_fits_is_sound(nodes: int | None, fields: dict[str, Any]) -> None:
    assert lines(nodes, kind=fields.pop("kind", "stateless"), **fields) == []


@pytest.mark.parametrize(
    ("replicas", "line"),
    [
        (4, "so each needs its own node; expected at most 3 pods (cluster.nodes); got 4"),
        (
            3,
            (
                "so each needs its own node, and no node of 3 (cluster.nodes) is free for a new pod; expected rollout: "
                "{maxSurge: 0, maxUnavailable: 1}"
            ),
        ),
    ],
)
def test_pods_that_need_a_node_each_have_one(replicas: int, line: str) -> None:
    assert lines(3, replicas=replicas, placement=AWAY) == [
        f"web.placement.awayFrom.0: the pods avoid each other, {line}"
    ]
    assert lines(3, replicas=replicas, relaxations=ON_THE_NODE) == [
        f"web.relaxations.hostNetwork: the pods have the ports of their node, {line}"
    ]
    for enough in (None, replicas + 1):
        assert lines(enough, replicas=replicas, placement=AWAY) == []


def test_an_agent_on_the_network_of_its_node_cannot_surge() -> None:
    surge: dict[str, Any] = {"kind": "agent", "port": 9000, "relaxations": ON_THE_NODE, "rollout": {"maxSurge": 1}}

    assert lines(3, **surge) == [
        (
            "web.relaxations.hostNetwork: the pods have the ports of their node, so a new pod would wait for the old "
            "one for ever; expected rollout: {maxSurge: 0}"
        )
    ]


def test_pods_are_not_near_and_away_from_the_same_ones() -> None:
    def placed(near: str, away: str) -> list[str]:
        cache: dict[str, Any] = {"app": "cache", "required": True}
        return lines(placement={"near": [{**cache, "topology": near}], "awayFrom": [{**cache, "topology": away}]})

    told = [
        "web.placement.awayFrom.0: the same pods are required in near, so no node fits; expected them in one of the two"
    ]
    assert placed("node", "node") == placed("node", "zone") == placed("zone", "zone") == told
    assert placed("zone", "node") == []


def stack(apps: dict[str, Any], **more: Any) -> StackSettings:
    said = {kind: {"image": "a:1", "kind": "worker", **app} for kind, app in apps.items()}
    namespaces = {"shop": {"apps": said, "podSecurity": {"level": "privileged", "reason": "agents of the nodes"}}}
    return StackSettings.model_validate({"environment": "development", "namespaces": namespaces, **more})


def test_a_circle_of_required_neighbours_is_told_with_its_path() -> None:
    def near(name: str) -> dict[str, Any]:
        return {"placement": {"near": [{"app": name, "required": True}]}}

    (problem,) = waiting_neighbours(stack({"a": near("b"), "b": near("c"), "c": near("a"), "d": near("d")}))

    assert str(problem) == (
        "namespaces.shop.apps.a.placement.near: expected required neighbours without a circle, or no pod could be the "
        "first; shop/a needs shop/b needs shop/c needs shop/a"
    )


def test_nobody_can_be_near_an_app_that_is_stopped() -> None:
    def near(name: str, **said: Any) -> dict[str, Any]:
        return {"placement": {"near": [{"app": name, "required": True, **said}]}}

    stopped = {"replicas": 0, **near("stopped")}
    apps = {
        "stopped": stopped,
        "a": near("stopped"),
        "b": near("stopped", required=False),
        "c": {**near("stopped"), "replicas": 0},
    }

    assert [str(each) for each in stopped_neighbours(stack(apps))] == [
        (
            "namespaces.shop.apps.a.placement.near.0: stopped is stopped (replicas: 0), so no node has a pod of it, "
            "and none of a starts; leave required out, or stop a too"
        )
    ]


def test_two_agents_do_not_have_one_port_on_every_node() -> None:
    def agent(port: int) -> dict[str, Any]:
        return {"kind": "agent", "port": port, "relaxations": ON_THE_NODE}

    found = shared_node_ports(stack({"a": agent(9000), "b": agent(9000), "c": agent(9100)}, monitoring={}))

    assert [str(problem) for problem in found] == [
        "namespaces.shop.apps.b.port: namespaces.shop.apps.a has 9000 on every node too; expected another port",
        (
            "namespaces.shop.apps.c.port: the node-exporter of the monitoring has 9100 on every node too; expected "
            "another port"
        ),
    ]
