import gzip
import json
from base64 import b64encode
from typing import Any, cast

from tools.cluster import Cluster
from tools.helm_releases import is_deployed, manifest, unstick
from tools.steps import Step
from tools.subprocesses import Finished


def revision(version: str, status: str) -> dict[str, Any]:
    name = f"sh.helm.release.v1.prometheus.v{version}"
    return {"metadata": {"name": name, "labels": {"version": version, "status": status}}}


class Server:
    """A fake cluster with these revisions of a release."""

    def __init__(self, *revisions: dict[str, Any]) -> None:
        self.revisions = revisions
        self.asked: list[str] = []

    def kubectl(self, arguments: list[str], **_: Any) -> Finished:
        self.asked.append(" ".join(arguments))
        return Finished(0, json.dumps({"items": self.revisions}))


def test_an_unfinished_revision_is_deleted_and_told() -> None:
    server, said = Server(revision("2", "pending-upgrade")), list[str]()

    unstick(cast("Cluster", server), "eu", [("monitoring", "prometheus")], Step("objects", said.append))

    assert server.asked == [
        (
            "get secrets -n monitoring -l owner=helm,name=prometheus,status in "
            "(pending-install,pending-upgrade,pending-rollback,uninstalling) -o json --context eu"
        ),
        "delete secret sh.helm.release.v1.prometheus.v2 -n monitoring --context eu",
    ]
    assert said == [
        ("    a killed command had left the release monitoring/prometheus pending-upgrade (revision 2); it begins anew")
    ]


def test_nothing_unfinished_is_no_news() -> None:
    server, said = Server(), list[str]()

    unstick(cast("Cluster", server), None, [("monitoring", "prometheus")], Step("objects", said.append))

    assert (len(server.asked), said) == (1, [])


def test_a_release_is_deployed_if_one_of_its_revisions_is() -> None:
    assert is_deployed(cast("Cluster", Server(revision("1", "deployed"))), None, "monitoring", "prometheus")
    assert not is_deployed(cast("Cluster", Server()), None, "monitoring", "prometheus")


def test_the_manifest_is_that_of_the_last_revision() -> None:
    revisions = [revision(str(number), "deployed") for number in (9, 10)]
    for each in revisions:
        content = json.dumps({"manifest": f"kind: ConfigMap # {each['metadata']['labels']['version']}"})
        each["data"] = {"release": b64encode(b64encode(gzip.compress(content.encode()))).decode()}

    assert manifest(cast("Cluster", Server(*revisions)), None, "monitoring", "prometheus") == "kind: ConfigMap # 10"
    assert manifest(cast("Cluster", Server()), None, "monitoring", "prometheus") == ""
