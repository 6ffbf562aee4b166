import gzip
import json
from base64 import b64encode
from copy import deepcopy
from typing import Any, cast

from drift.changes import changed
from tests.unit.drift.objects import INPUTS, answered
from tools.chart_objects import read_chart
from tools.cluster import Cluster
from tools.subprocesses import Finished

URN = "urn:pulumi:dev::slipway::kubernetes:helm.sh/v3:Release::prometheus"
RELEASE = ("shop", "prometheus")
CONFIG = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "rules", "namespace": "shop"}}


class Server:
    """A fake cluster with one release, whose Deployment has other replicas, and whose ConfigMap is gone."""

    def __init__(self, refused: str = "") -> None:
        self.refused = refused
        self.asked: list[str] = []

    def kubectl(self, arguments: list[str], *, given: str = "", **_: Any) -> Finished:
        self.asked.append(" ".join(arguments))
        edited = deepcopy(answered())
        edited["spec"]["replicas"] = 5
        match arguments[0]:
            case "get" if not given:
                content = gzip.compress(json.dumps({"manifest": "kind: Deployment"}).encode())
                secret = {
                    "metadata": {"labels": {"version": "1"}},
                    "data": {"release": b64encode(b64encode(content)).decode()},
                }
                return Finished(0, json.dumps({"items": [secret]}))
            case "create":
                return Finished(0, f"{json.dumps(INPUTS)}\n{json.dumps(CONFIG)}\n")
            case "apply":
                listed = {"kind": "List", "items": [answered(), CONFIG]}
                return Finished(1 if self.refused else 0, json.dumps(listed), self.refused)
            case _:
                return Finished(0, json.dumps(edited))


def test_what_an_apply_would_change_was_changed_by_hand() -> None:
    server = Server()

    found = read_chart(cast("Cluster", server), "eu", URN, RELEASE)

    assert [line for each in changed(found.deployed, found.live) for line in each.lines] == [
        "Deployment shop/web: spec.replicas: 2 -> 5",
        "ConfigMap shop/rules: deleted",
    ]
    assert server.asked[1:] == [
        "create --dry-run=client --validate=false -n shop -o json -f - --context eu",
        (
            "apply --server-side --dry-run=server --force-conflicts --field-manager=slipway -n shop -o json -f - "
            "--context eu"
        ),
        "get --ignore-not-found --show-managed-fields -n shop -o json -f - --context eu",
    ]


def test_an_object_that_cannot_be_compared_is_told_beside_the_others() -> None:
    found = read_chart(cast("Cluster", Server("no matches for kind")), None, URN, RELEASE)

    assert found.problem == "objects of the release shop/prometheus cannot be compared: no matches for kind"
    assert len(found.deployed) == 2
