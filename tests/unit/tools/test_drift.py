import json
from copy import deepcopy
from dataclasses import replace
from typing import Any, cast

import pytest

from drift.changes import Changed, changes
from drift.objects import Identity
from drift.wanted import Foreign, Wanted
from tests.unit.drift.objects import answered, deployed, edited
from tools.cluster import Cluster
from tools.drift import Drift, put_right, refuse, tell, undefined
from tools.failure import Failure
from tools.live_objects import Resources
from tools.steps import Step
from tools.subprocesses import Finished

WEB = Identity("apps", "Deployment", "shop", "web")
SHELL: dict[str, Any] = {"f:spec": {"f:template": {"f:spec": {"f:containers": {'k:{"name":"shell"}': {".": {}}}}}}}
NOTHING = Drift((), (), (), (), None)


def by_hand() -> Changed:
    """Another image, and one more container."""
    live = answered()
    live["spec"]["template"]["spec"]["containers"][0]["image"] = "nginx:2"
    live["spec"]["template"]["spec"]["containers"].append({"name": "shell"})
    live["metadata"]["managedFields"].append(edited("kubectl-edit", SHELL))
    return Changed(deployed(), live, tuple(changes(deployed(), live)))


class Server:
    """A fake cluster that still has the added container after the apply."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.given: list[Any] = []

    def kubectl(self, arguments: list[str], *, given: str = "", **_: Any) -> Finished:
        self.asked.append(" ".join(arguments))
        self.given.extend([json.loads(given)] if given else [])
        return Finished(0, json.dumps(deepcopy(by_hand().live)))


def test_what_was_changed_is_applied_again_what_was_added_is_removed_and_the_pods_are_awaited() -> None:
    server, step = Server(), Step("objects")

    put_right(Drift((by_hand(),), (), (), (), "eu"), cast("Cluster", server), step)

    assert server.asked == [
        "apply --server-side --force-conflicts --field-manager=slipway -f - -n shop --context eu",
        "get Deployment.apps/web -n shop --context eu -o json --show-managed-fields",
        (
            "patch Deployment.apps/web --type=json --field-manager=slipway -p "
            '[{"op": "remove", "path": "/spec/template/spec/containers/1"}] -n shop --context eu'
        ),
        "rollout status Deployment/web -n shop --context eu --timeout=600s",
    ]
    assert server.given[0]["spec"]["template"]["spec"]["containers"][0]["image"] == "nginx:1"
    assert step.result == "put right 1 that were changed by hand"


def test_what_was_deleted_is_left_to_the_refresh_of_the_engine() -> None:
    server = Server()
    gone = Drift((Changed(deployed(), None),), (), (), (), None)

    put_right(gone, cast("Cluster", server), Step("objects"))

    assert (gone.needs_refresh, server.asked) == (True, [])
    assert not NOTHING.needs_refresh


def test_an_object_of_a_chart_that_was_deleted_is_applied_again() -> None:
    server = Server()
    of_chart = replace(deployed(), release=("shop", "prometheus"))
    gone = Drift((Changed(of_chart, None),), (), (), (), None)

    put_right(gone, cast("Cluster", server), Step("objects"))

    assert not gone.needs_refresh
    assert server.asked[0] == "apply --server-side --force-conflicts --field-manager=slipway -f - -n shop"
    assert server.given[0]["metadata"]["annotations"]["meta.helm.sh/release-name"] == "prometheus"


def test_a_preview_tells_each_change_and_each_opening() -> None:
    said: list[str] = []
    step = Step("objects", said.append)

    tell(Drift((by_hand(),), (), (), ("NetworkPolicy shop/debug: opens its network",), None), step)

    assert said == [
        "    changed by hand: Deployment shop/web: spec.template.spec.containers[shell]: added (by kubectl-edit)",
        "    changed by hand: Deployment shop/web: spec.template.spec.containers[web].image: nginx:1 -> nginx:2",
        "    NetworkPolicy shop/debug: opens its network",
    ]
    assert step.result == "2 changed by hand; `up` puts them right"


def test_objects_of_others_and_unknown_kinds_are_refused_together_with_the_way_out() -> None:
    foreign = Foreign(WEB, "helm", "2026-01-01T00:00:00Z")
    certificate = {"apiVersion": "cert-manager.io/v1", "kind": "Certificate", "namespace": "shop", "name": "web"}
    asked = Wanted.read(json.dumps({"context": None, "objects": [{**certificate, "adopt": False, "brought": False}]}))
    unknown = tuple(undefined(asked, Resources({})))

    with pytest.raises(Failure) as refusal:
        refuse(Drift((), (foreign,), unknown, (), None), "dev")

    assert str(refusal.value).splitlines() == [
        "dev does not fit this cluster; nothing was changed",
        "  Deployment shop/web: exists since 2026-01-01T00:00:00Z and is not this stack's; made by helm",
        (
            "  Certificate of cert-manager.io/v1: the cluster has no such definition; install it first; needed by "
            "shop/web"
        ),
        (
            "choose other names, or delete what exists; to take it over on purpose, give the reason in the namespace: "
            "adopt: <reason> (docs/adopting.md)"
        ),
    ]
    refuse(NOTHING, "dev")
