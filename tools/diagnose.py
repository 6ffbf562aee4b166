"""Finds out why apps are not ready, from the pods and the events of the cluster."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tools.cluster import Cluster
from tools.controllers import CONTROLLERS, all_resources
from tools.engine_events import Urn
from tools.failure import Failure

Object = Mapping[str, Any]

_REPEATED = "(combined from similar events): "
_STARTING = {"ContainerCreating", "PodInitializing"}
_FIXES = {
    "ImagePullBackOff": "check the image's name and tag, and `pullSecrets` if its registry needs a login",
    "ErrImagePull": "check the image's name and tag, and `pullSecrets` if its registry needs a login",
    "InvalidImageName": "check the image's name and tag",
    "CreateContainerConfigError": "check that its Secrets and ConfigMaps exist",
    "CrashLoopBackOff": "the process ends by itself; read its log: kubectl -n {namespace} logs {pod} --previous",
    "OOMKilled": "it needs more memory than its limit: `resources.memory`",
    "Unschedulable": "no node fits: compare `placement` and `resources` with `kubectl describe nodes`",
    "UnknownClaim": "correct the name in `volumes`, or create the claim; for a claim of the app itself, write `shared`",
    "Unbound": "check the storage class and size of its volume: kubectl get storageclass",
    "Unhealthy": "it runs, but a probe fails: check `probes` and its log: kubectl -n {namespace} logs {pod}",
    "FailedCreate": "its pods cannot be created: check `podSecurity`, `relaxations` and the quotas of the namespace",
}
_SCHEDULING = {
    "Insufficient cpu": "the nodes have too little cpu left: lower `resources.cpu` or `replicas`, or add nodes",
    "Insufficient memory": "the nodes have too little memory left: lower `resources.memory` or `replicas`, or add "
    "nodes",
    "Insufficient (?!cpu|memory)": "the nodes have too little of it left: kubectl describe nodes",
    "Too many pods": "the nodes run as many pods as they may: add nodes",
    "node affinity/selector": "no node has the labels of `placement.nodes`: kubectl get nodes --show-labels",
    "taint": "the nodes are kept for other pods: tolerate the taint in `placement.tolerations`, or choose other nodes",
    "were unschedulable": "nodes are cordoned: kubectl get nodes, then kubectl uncordon",
    "topology spread constraints": "`placement.spread: required` cannot be kept: write preferred, or add nodes; every "
    "node needs the label topology.kubernetes.io/zone",
    "match pod affinity rules": "no node that fits runs the pods of `placement.near`: start them, or make it a "
    "preference",
    "anti-affinity rules": "every node that fits runs pods of `placement.awayFrom`: add nodes, or make it a preference",
    "free ports": "another pod has the port on every node (`relaxations.hostNetwork`): choose another port, or "
    "`rollout: {maxSurge: 0, maxUnavailable: 1}`",
    "volume node affinity conflict|no available volume zone": "its volume can only be used in another zone or on "
    "another node: compare `placement` with kubectl describe pv",
    "ReadWriteOncePod": "another pod uses the volume, which is for one pod: `rollout: {type: Recreate}`",
}
"""Ways out by a pattern in the scheduler's message, which tells a reason for each node:
https://github.com/kubernetes/kubernetes/tree/v1.36.3/pkg/scheduler/framework/plugins"""


def failing(urns: Iterable[Urn]) -> list[tuple[str, str]]:
    """The namespace and the name of every app among the resources. The name of its controller is `shop.web`."""
    controllers = [urn for urn in urns if urn.type.startswith("kubernetes:") and urn.kind in CONTROLLERS]
    parts = [urn.name.partition(".") for urn in controllers]
    return list(dict.fromkeys((namespace, app) for namespace, _, app in parts if app))


def diagnose(apps: Sequence[tuple[str, str]], cluster: Cluster) -> list[str]:
    """For each app `shop/web  2/3 ready  ImagePullBackOff: ...` and what to do. Empty if nobody can be asked."""
    lines: list[str] = []
    for namespace, app in apps:
        kinds = ",".join(["pods", "events", "persistentvolumeclaims", *all_resources()])
        try:
            done = cluster.kubectl(["get", kinds, "-n", namespace, "-o", "json"], check=False)
        except Failure:
            return []
        if done.code == 0:
            lines += explained(namespace, app, json.loads(done.out)["items"])
    return lines


def explained(namespace: str, app: str, objects: Sequence[Object]) -> list[str]:
    """The lines for one app: the number of its ready pods, and each reason why the others are not ready."""
    events = sorted((each for each in objects if each["kind"] == "Event"), key=_time)
    claims = {each["metadata"]["name"]: each for each in objects if each["kind"] == "PersistentVolumeClaim"}
    pods = [
        each
        for each in objects
        if each["kind"] == "Pod"
        and _app(each) == app
        and "deletionTimestamp" not in each["metadata"]
        and each.get("status", {}).get("phase") != "Succeeded"
    ]
    waiting = [pod for pod in pods if _condition(pod, "Ready").get("status") != "True"]
    told: dict[tuple[str, str], str] = {}
    for pod in waiting:
        for found in _reasons(pod, claims, events):
            told.setdefault(found, pod["metadata"]["name"])
    longer = {name for name in map(_app, objects) if name.startswith(f"{app}-")}
    last_made = max((str(pod["metadata"].get("creationTimestamp", "")) for pod in pods), default="")
    for unmade in _unmade(app, events, longer, since=last_made):
        told.setdefault(unmade, app)
    ready = f"{len(pods) - len(waiting)}/{len(pods)} ready"
    lines: list[str] = []
    for (reason, message), name in told.items():
        lines.append(f"{namespace}/{app}  {ready}  {reason}: {message}")
        lines += [f"    {fix}" for fix in _fixes(reason, message, namespace, name)]
    return lines


def _fixes(reason: str, message: str, namespace: str, pod: str) -> list[str]:
    """What to do. The scheduler's message can have several reasons."""
    found = [fix for sign, fix in _SCHEDULING.items() if re.search(sign, message)] if reason == "Unschedulable" else []
    return found or ([_FIXES[reason].format(namespace=namespace, pod=pod)] if reason in _FIXES else [])


def _reasons(pod: Object, claims: Mapping[str, Object], events: Sequence[Object]) -> Iterator[tuple[str, str]]:
    scheduled = _condition(pod, "PodScheduled")
    if scheduled.get("status") == "False":
        said = str(scheduled.get("message", "no node fits"))
        # A claim may also wait for its pod to be scheduled. Then the claim is not the reason.
        unbound = list(_unbound(pod, claims, events)) if "persistentvolumeclaim" in said.lower() else []
        yield from unbound or [(str(scheduled.get("reason", "Unschedulable")), said)]
        return
    stuck = list(_stuck(pod))
    yield from stuck or _from_events(pod, events) or [("NotReady", str(_condition(pod, "Ready").get("message", "?")))]


def _unbound(pod: Object, claims: Mapping[str, Object], events: Sequence[Object]) -> Iterator[tuple[str, str]]:
    for volume in pod["spec"].get("volumes", []):
        name = volume.get("persistentVolumeClaim", {}).get("claimName")
        claim = claims.get(name)
        if name and claim is None:
            yield "UnknownClaim", f"its volume needs the claim {name}, and there is none"
        elif claim is not None and claim.get("status", {}).get("phase") != "Bound":
            storage_class = claim["spec"].get("storageClassName") or "the default one, and there is none"
            said = _last(events, "PersistentVolumeClaim", name)
            yield "Unbound", f"its volume {name} has no storage (class {storage_class}){': ' + said[1] if said else ''}"


def _stuck(pod: Object) -> Iterator[tuple[str, str]]:
    status = pod.get("status", {})
    for container in [*status.get("initContainerStatuses", []), *status.get("containerStatuses", [])]:
        now, last = container.get("state", {}), container.get("lastState", {}).get("terminated")
        waiting, ended = now.get("waiting"), now.get("terminated")
        if waiting and waiting.get("reason") not in _STARTING:
            message = waiting.get("message", "")
            yield waiting["reason"], f"{message}; {_end(last)}" if last else message
        elif ended and ended.get("exitCode"):
            yield ended.get("reason", "Error"), _end(ended)


def _end(terminated: Object) -> str:
    said = f": {terminated['message'].strip()}" if terminated.get("message") else ""
    return f"it ended with exit code {terminated.get('exitCode')} ({terminated.get('reason', 'Error')}){said}"


def _from_events(pod: Object, events: Sequence[Object]) -> list[tuple[str, str]]:
    last = _last(events, "Pod", pod["metadata"]["name"])
    return [last] if last else []


def _unmade(app: str, events: Sequence[Object], longer: set[str], *, since: str) -> list[tuple[str, str]]:
    """The last warning about pods that were not created, unless a pod was created after it. Without any pods, also the
    last warning about one that is gone.

    While the old version still serves, a full quota or an admission controller shows only in these events. The names of
    the pods and the controllers of an app are the app's name and up to two hashes. The names of apps that begin with
    this app's name (`longer`) are excluded.
    """
    hashed = re.compile(rf"{re.escape(app)}(-[a-z0-9]{{1,10}}){{0,2}}")
    for event in reversed(events):
        about, reason = event["involvedObject"], event.get("reason")
        name = about.get("name", "")
        ours = hashed.fullmatch(name) and not any(f"{name}-".startswith(f"{other}-") for other in longer)
        told = (about.get("kind") == "Pod" and not since) or (reason == "FailedCreate" and _time(event) >= since)
        if ours and told and event.get("type") == "Warning":
            return [(str(reason), str(event.get("message")).removeprefix(_REPEATED))]
    return []


def _last(events: Sequence[Object], kind: str, name: str) -> tuple[str, str] | None:
    about = [each for each in events if each["involvedObject"].get("kind") == kind]
    warned = [e for e in about if e["involvedObject"].get("name") == name and e.get("type") != "Normal"]
    return (str(warned[-1].get("reason")), str(warned[-1].get("message"))) if warned else None


def _app(each: Object) -> str:
    return str(each["metadata"].get("labels", {}).get("app.kubernetes.io/name", ""))


def _time(event: Object) -> str:
    return str(event.get("lastTimestamp") or event.get("eventTime") or event["metadata"].get("creationTimestamp"))


def _condition(pod: Object, kind: str) -> Mapping[str, Any]:
    return next((each for each in pod.get("status", {}).get("conditions", []) if each["type"] == kind), {})
