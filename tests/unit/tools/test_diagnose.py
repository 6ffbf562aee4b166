import json
from typing import Any

import pytest

from tools.cluster import CurrentCluster
from tools.diagnose import diagnose, explained, failing
from tools.engine_events import Urn
from tools.layout import Layout
from tools.subprocesses import Finished


def pod(
    name: str = "web-1", node: str | None = "a", conditions: Any = (), claim: str | None = None, **status: Any
) -> Any:
    volumes = [{"persistentVolumeClaim": {"claimName": claim}}] if claim else []
    return {
        "kind": "Pod",
        "metadata": {"name": name, "labels": {"app.kubernetes.io/name": "web"}},
        "spec": {"volumes": volumes, **({"nodeName": node} if node else {})},
        "status": {"conditions": list(conditions), **status},
    }


def event(kind: str, name: str, reason: str, message: str, time: str = "2026-01-01T00:00:00Z") -> Any:
    return {
        "kind": "Event",
        "metadata": {"name": "e"},
        "type": "Warning",
        "involvedObject": {"kind": kind, "name": name},
        "reason": reason,
        "message": message,
        "lastTimestamp": time,
    }


def container(**state: Any) -> Any:
    return {"name": "web", "state": state}


READY = pod("web-0", conditions=[{"type": "Ready", "status": "True"}])
NOT_READY = {"type": "Ready", "status": "False", "message": "containers with unready status: [web]"}


def unscheduled(message: str) -> Any:
    return {"type": "PodScheduled", "status": "False", "reason": "Unschedulable", "message": message}


def urn(kind: str, name: str) -> Urn:
    return Urn(f"urn:pulumi:dev::slipway::slipway:index:App${kind}::{name}")


def test_the_apps_among_the_resources_are_found_once_each() -> None:
    urns = [
        urn("pulumi:pulumi:Stack", "slipway-dev"),
        urn("kubernetes:apps/v1:Deployment", "shop.web"),
        urn("kubernetes:batch/v1:Job", "shop.migrate"),
        urn("kubernetes:apps/v1:StatefulSet", "shop.web"),
        urn("kubernetes:core/v1:Service", "shop.other"),
        urn("elsewhere:apps/v1:Deployment", "shop.other"),
        urn("kubernetes:apps/v1:DaemonSet", "unnamed"),
    ]

    assert failing(urns) == [("shop", "web"), ("shop", "migrate")]


def test_an_app_that_is_ready_is_not_explained() -> None:
    assert explained("shop", "web", [READY]) == []


def test_pods_that_wait_for_the_same_reason_are_one_line_with_what_to_do() -> None:
    waiting = container(waiting={"reason": "ImagePullBackOff", "message": 'Back-off pulling image "web:9"'})
    pods = [READY, pod("web-1", containerStatuses=[waiting]), pod("web-2", containerStatuses=[waiting])]

    assert explained("shop", "web", pods) == [
        'shop/web  1/3 ready  ImagePullBackOff: Back-off pulling image "web:9"',
        "    check the image's name and tag, and `pullSecrets` if its registry needs a login",
    ]


def test_a_process_that_ends_is_told_with_how_it_ended_and_where_its_log_is() -> None:
    crashed = {
        **container(waiting={"reason": "CrashLoopBackOff", "message": "back-off 40s"}),
        "lastState": {"terminated": {"exitCode": 1, "reason": "Error", "message": "no such table\n"}},
    }

    line, way_out = explained("shop", "web", [pod(containerStatuses=[crashed])])

    assert line.endswith("CrashLoopBackOff: back-off 40s; it ended with exit code 1 (Error): no such table")
    assert way_out.endswith("kubectl -n shop logs web-1 --previous")


def test_an_init_container_that_fails_is_what_holds_the_pod_up() -> None:
    broken = pod(
        initContainerStatuses=[container(terminated={"exitCode": 2, "reason": "Error"})],
        containerStatuses=[container(waiting={"reason": "PodInitializing"})],
    )

    assert explained("shop", "web", [broken])[0].endswith("Error: it ended with exit code 2 (Error)")


def test_a_probe_that_fails_is_told_by_its_last_event() -> None:
    old = event("Pod", "web-1", "Unhealthy", "Startup probe failed", "2026-01-01T00:00:00Z")
    new = event("Pod", "web-1", "Unhealthy", "Readiness probe failed: 503", "2026-01-01T00:01:00Z")
    running = pod(conditions=[NOT_READY], containerStatuses=[container(running={})])

    assert explained("shop", "web", [new, running, old])[0] == (
        "shop/web  0/1 ready  Unhealthy: Readiness probe failed: 503"
    )


def test_without_any_event_the_pod_itself_is_asked() -> None:
    assert explained("shop", "web", [pod(conditions=[NOT_READY])]) == [
        "shop/web  0/1 ready  NotReady: containers with unready status: [web]"
    ]


def test_a_pod_that_no_node_takes_is_told_in_the_schedulers_words() -> None:
    line = explained("shop", "web", [pod(node=None, conditions=[unscheduled("0/3 nodes are available")])])[0]

    assert line == "shop/web  0/1 ready  Unschedulable: 0/3 nodes are available"


CLAIM = {
    "kind": "PersistentVolumeClaim",
    "metadata": {"name": "data"},
    "spec": {"storageClassName": "fast"},
    "status": {"phase": "Pending"},
}


def test_a_claim_that_nobody_serves_is_told_by_its_class_and_its_event() -> None:
    missing = event("PersistentVolumeClaim", "data", "ProvisioningFailed", "class not found")
    stuck = pod(node=None, claim="data", conditions=[unscheduled("pod has unbound immediate PersistentVolumeClaims")])

    assert explained("shop", "web", [stuck, CLAIM, missing])[0] == (
        "shop/web  0/1 ready  Unbound: its volume data has no storage (class fast): class not found"
    )


def test_a_claim_that_waits_for_its_pod_is_not_what_the_pod_waits_for() -> None:
    stuck = pod(node=None, claim="data", conditions=[unscheduled("Insufficient cpu")])

    assert explained("shop", "web", [stuck, CLAIM])[0] == "shop/web  0/1 ready  Unschedulable: Insufficient cpu"


@pytest.mark.parametrize(
    ("owner", "told"), [("web-5d4f8", True), ("web", True), ("web-frontend-api-5d4f8", False), ("api-5d4f8", False)]
)
def test_pods_that_are_never_made_are_told_by_what_should_make_them(owner: str, told: bool) -> None:  # noqa: FBT001
    refused = event("ReplicaSet", owner, "FailedCreate", "violates PodSecurity")

    assert bool(explained("shop", "web", [refused])) == told


QUOTA = 'pods "web-5d4f8-x" is forbidden: exceeded quota: quota, requested: pods=1, used: pods=2, limited: pods=2'


@pytest.mark.parametrize(("made", "told"), [("2026-01-01T00:00:00Z", True), ("2026-01-01T00:09:00Z", False)])
def test_pods_of_a_new_version_that_are_never_made_are_told_while_the_old_version_serves(made: str, told: bool) -> None:  # noqa: FBT001
    serving = {**READY, "metadata": {**READY["metadata"], "creationTimestamp": made}}
    full = event("ReplicaSet", "web-5d4f8", "FailedCreate", QUOTA, "2026-01-01T00:05:00Z")

    assert (f"shop/web  1/1 ready  FailedCreate: {QUOTA}" in explained("shop", "web", [serving, full])) == told


def test_the_pods_of_an_app_with_a_longer_name_are_not_mistaken_for_those_of_another() -> None:
    other = {"kind": "Deployment", "metadata": {"name": "web-api", "labels": {"app.kubernetes.io/name": "web-api"}}}
    refused = event("ReplicaSet", "web-api-5d4f8", "FailedCreate", "violates PodSecurity")

    assert explained("shop", "web", [other, refused]) == []
    assert len(explained("shop", "web-api", [other, refused])) == 2


def test_pods_that_are_gone_are_told_by_their_last_event() -> None:
    failed = event("Pod", "web-0123456789-abcde", "Failed", "Error: ErrImagePull")

    assert explained("shop", "web", [failed]) == ["shop/web  0/0 ready  Failed: Error: ErrImagePull"]


class Answering(CurrentCluster):
    """A fake cluster with these answers only."""

    def __init__(self, answer: Finished) -> None:
        super().__init__(Layout())
        self.answer = answer

    def kubectl(self, arguments: Any, *, check: bool = True, seconds: float = 60, given: str = "") -> Finished:  # noqa: ARG002
        return self.answer


def test_a_cluster_that_cannot_be_asked_explains_nothing() -> None:
    waiting = [pod(conditions=[NOT_READY])]

    assert diagnose([("shop", "web")], Answering(Finished(1, "", "forbidden"))) == []
    assert len(diagnose([("shop", "web")], Answering(Finished(0, json.dumps({"items": waiting}))))) == 1


def test_a_claim_that_nobody_made_is_told_by_its_name() -> None:
    said = unscheduled('persistentvolumeclaim "archive" not found')

    assert explained("shop", "web", [pod(node=None, claim="archive", conditions=[said])]) == [
        "shop/web  0/1 ready  UnknownClaim: its volume needs the claim archive, and there is none",
        "    correct the name in `volumes`, or create the claim; for a claim of the app itself, write `shared`",
    ]


@pytest.mark.parametrize(
    ("message", "ways"),
    [
        ("0/3 nodes are available: 3 Insufficient memory.", ["`resources.memory`"]),
        ("0/3 nodes are available: 1 Insufficient cpu, 2 node(s) had untolerated taint(s).", ["cpu", "tolerations"]),
        ("0/3 nodes are available: 3 Insufficient example.com/gpu.", ["kubectl describe nodes"]),
        ("0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.", ["`placement.nodes`"]),
        ("0/3 nodes are available: 3 node(s) didn't match pod anti-affinity rules.", ["`placement.awayFrom`"]),
        ("0/3 nodes are available: 3 node(s) didn't match pod affinity rules.", ["`placement.near`"]),
        ("0/3 nodes are available: 3 node(s) didn't match pod topology spread constraints.", ["placement.spread"]),
        ("0/3 nodes are available: 3 node(s) didn't have free ports for the requested pod ports.", ["{maxSurge: 0,"]),
        ("something new", ["compare `placement` and `resources`"]),
    ],
)
def test_each_reason_of_the_scheduler_has_its_own_way_out(message: str, ways: list[str]) -> None:
    _, *told = explained("shop", "web", [pod(node=None, conditions=[unscheduled(message)])])

    assert len(told) == len(ways)
    assert all(way in line for way, line in zip(ways, told, strict=True))
