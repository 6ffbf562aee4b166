"""Pods that no node could ever take, or that a rollout could never replace."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from slipway.checks.problems import Problem, path_of
from slipway.settings.app import AppSettings
from slipway.settings.chart import NODE_EXPORTER
from slipway.settings.jobs import JobSettings
from slipway.settings.placement import NeighbourSettings
from slipway.settings.stack import StackSettings
from slipway.settings.workloads import ReplicatedSettings
from slipway.topology.apps import AppId
from slipway.topology.chart_ports import chart_ports

_RECREATE = "rollout: {type: Recreate}, which stops the old pod first"


def stuck_pods(path: str, name: str, app: AppSettings, nodes: int | None) -> Iterator[Problem]:
    """The settings of the app at `path` that exclude each other in a cluster of at most so many nodes. None: any
    number.
    """
    yield from _of_shared_volumes(path, name, app, nodes)
    yield from _of_neighbours(path_of(path, "placement", "awayFrom"), app)
    for setting, why in _one_for_each_node(name, app):
        yield from _of_nodes(path_of(path, setting), app, nodes, why)


def _of_shared_volumes(path: str, name: str, app: AppSettings, nodes: int | None) -> Iterator[Problem]:
    """https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes"""
    pods, several = _pods(app, nodes)
    together = nodes == 1 or _stays_on_one_node(name, app)
    for mount, volume in app.volumes.items():
        mode = volume.shared.access_mode if volume.shared else "ReadWriteMany"
        if mode == "ReadWriteMany" or (mode == "ReadWriteOnce" and together):
            continue
        where = path_of(path, "volumes", mount, "shared", "accessMode")
        who = "one pod" if mode == "ReadWriteOncePod" else "the pods of one node"
        if several:
            message = f"with {mode} only {who} can mount the volume, and the app has {pods}; expected ReadWriteMany"
            fewer = "parallelism" if isinstance(app, JobSettings) else "replicas"
            yield Problem(where, message if app.runs_on_every_node else f"{message}, or {fewer}: 1")
        elif app.waits_for_new_pods():
            message = (
                f"with {mode} only {who} can mount the volume, so a new pod would wait for the old one for ever; "
                f"expected {_RECREATE}"
            )
            yield Problem(where, f"{message}, or ReadWriteMany")


def _pods(app: AppSettings, nodes: int | None) -> tuple[str, bool]:
    """The number of pods as text, and True if there can be several."""
    if app.runs_on_every_node:
        return "one on each node", nodes != 1
    regular = app.peak_pods(nodes or 1).regular
    return f"{regular} pods", regular > 1


def _stays_on_one_node(name: str, app: AppSettings) -> bool:
    """True if all pods of the app share a node: they must be near each other, or on a node of this name."""
    at = app.placement.nodes.get("kubernetes.io/hostname")
    named = at is not None and len(at.in_) == 1
    return named or any(_is_itself(each, name) and each.topology == "node" for each in _required(app.placement.near))


def _required(neighbours: tuple[NeighbourSettings, ...]) -> Iterator[NeighbourSettings]:
    return (each for each in neighbours if each.required)


def _is_itself(neighbour: NeighbourSettings, name: str) -> bool:
    return neighbour.app == name and neighbour.namespace is None


def _of_neighbours(path: str, app: AppSettings) -> Iterator[Problem]:
    """The same pods as required neighbours and as pods to avoid. The same node is always in the same zone."""
    for index, away in enumerate(app.placement.away_from):
        for near in _required(app.placement.near):
            same = (near.app, near.labels, near.namespace) == (away.app, away.labels, away.namespace)
            if away.required and same and (near.topology, away.topology) != ("zone", "node"):
                message = "the same pods are required in near, so no node fits; expected them in one of the two"
                yield Problem(path_of(path, index), message)


def _one_for_each_node(name: str, app: AppSettings) -> Iterator[tuple[str, str]]:
    """The settings that allow only one pod of the app on each node, and why."""
    if app.relaxations.host_network and app.listens_on():
        yield path_of("relaxations", "hostNetwork"), "the pods have the ports of their node"
    for index, each in enumerate(app.placement.away_from):
        if each.required and _is_itself(each, name) and each.topology == "node":
            yield path_of("placement", "awayFrom", index), "the pods avoid each other"


def _of_nodes(path: str, app: AppSettings, nodes: int | None, why: str) -> Iterator[Problem]:
    if app.runs_on_every_node:
        if app.waits_for_new_pods():
            message = f"{why}, so a new pod would wait for the old one for ever; expected rollout: {{maxSurge: 0}}"
            yield Problem(path, message)
        return
    if nodes is None:
        return
    pods = app.peak_pods(nodes).regular
    if pods > nodes:
        yield Problem(
            path, f"{why}, so each needs its own node; expected at most {nodes} pods (cluster.nodes); got {pods}"
        )
    elif pods == nodes and app.waits_for_new_pods():
        message = (
            f"{why}, so each needs its own node, and no node of {nodes} (cluster.nodes) is free for a new pod; "
            "expected rollout: {maxSurge: 0, maxUnavailable: 1}"
        )
        yield Problem(path, message)


def waiting_neighbours(stack: StackSettings) -> Iterator[Problem]:
    """Apps that each require the next one near, in a circle: the first pod of each waits for a pod of the other."""
    wanted: dict[AppId, list[AppId]] = {}
    for namespace, settings in stack.namespaces.items():
        for name, app in settings.apps.items():
            own = AppId(namespace, name)
            those = [AppId(each.namespace or namespace, each.app) for each in _required(app.placement.near) if each.app]
            wanted[own] = [each for each in those if each != own]
    try:
        TopologicalSorter(wanted).prepare()
    except CycleError as error:
        circle: list[AppId] = error.args[1][::-1]
        path = path_of("namespaces", circle[0].namespace, "apps", circle[0].name, "placement", "near")
        told = " needs ".join(map(str, circle))
        yield Problem(path, f"expected required neighbours without a circle, or no pod could be the first; {told}")


def stopped_neighbours(stack: StackSettings) -> Iterator[Problem]:
    """Apps that must be near one that is stopped: no node has a pod of it."""
    for namespace, settings in stack.namespaces.items():
        for name, app in settings.apps.items():
            for index, each in enumerate(app.placement.near):
                theirs = stack.namespaces.get(each.namespace or namespace)
                neighbour = theirs.apps.get(each.app) if theirs and each.app else None
                if neighbour and neighbour is not app and each.required and _has_no_pods(neighbour) and not app.stopped:
                    path = path_of("namespaces", namespace, "apps", name, "placement", "near", index)
                    message = (
                        f"{each.app} is stopped (replicas: 0), so no node has a pod of it, and none of {name} starts"
                    )
                    yield Problem(path, f"{message}; leave required out, or stop {name} too")


def _has_no_pods(app: AppSettings) -> bool:
    return app.stopped and isinstance(app, ReplicatedSettings)


def shared_node_ports(stack: StackSettings) -> Iterator[Problem]:
    """Ports that two agents, or an agent and the node exporter, have on the network of every node."""
    taken: dict[int, str] = {}
    if stack.monitoring:
        taken[chart_ports(stack.monitoring).node_exporter] = f"the {NODE_EXPORTER} of the monitoring"
    for namespace, settings in stack.namespaces.items():
        for name, app in settings.apps.items():
            if not (app.runs_on_every_node and app.relaxations.host_network):
                continue
            path = path_of("namespaces", namespace, "apps", name)
            for port in sorted(app.listens_on()):
                first = taken.setdefault(port, path)
                if first != path:
                    yield Problem(path_of(path, "port"), f"{first} has {port} on every node too; expected another port")
