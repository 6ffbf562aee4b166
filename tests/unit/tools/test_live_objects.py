import json
from typing import Any, cast

import pytest

from drift.objects import Identity
from tools.cluster import Cluster
from tools.failure import Failure
from tools.live_objects import Resources, read_live
from tools.subprocesses import Finished

LISTED = """configmaps     cm     v1     true   ConfigMap
namespaces     ns     v1     false   Namespace
deployments    deploy   apps/v1   true   Deployment
clusterroles          rbac.authorization.k8s.io/v1   false   ClusterRole
"""
NAMESPACE = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "shop"}}
WEB = {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "shop"}}
WANTED = (
    Identity("apps", "Deployment", "shop", "web"),
    Identity("", "ConfigMap", "blog", "colors"),
    Identity("rbac.authorization.k8s.io", "ClusterRole", "", "reader"),
    Identity("cert-manager.io", "Certificate", "shop", "web"),
)


class Server:
    """A fake cluster with one namespace and one Deployment."""

    def __init__(self, code: int = 0) -> None:
        self.asked: list[str] = []
        self.code = code

    def kubectl(self, arguments: list[str], **_: Any) -> Finished:
        self.asked.append(" ".join(arguments))
        if self.code:
            return Finished(self.code, "", "Unable to connect to the server")
        if arguments[0] == "api-resources":
            return Finished(0, LISTED)
        return Finished(0, json.dumps({"items": [WEB]} if "-n" in arguments else NAMESPACE))


def test_the_kinds_of_a_cluster_are_told_by_group_with_and_without_a_short_name() -> None:
    resources = Resources.read(cast("Cluster", Server()), None)

    assert resources.names["apps", "Deployment"] == "deployments.apps"
    assert resources.names["", "ConfigMap"] == "configmaps"
    assert resources.names["rbac.authorization.k8s.io", "ClusterRole"] == "clusterroles.rbac.authorization.k8s.io"
    assert not resources.know(WANTED[3])


def test_one_request_asks_for_the_namespaces_and_one_more_for_each_that_exists() -> None:
    server = Server()
    cluster = cast("Cluster", server)

    live = read_live(cluster, "eu", Resources.read(cluster, "eu"), WANTED)

    assert {str(each) for each in live} == {"Namespace shop", "Deployment shop/web"}
    assert server.asked[1:] == [
        (
            "get clusterroles.rbac.authorization.k8s.io/reader namespaces/blog namespaces/shop --ignore-not-found "
            "-o json --show-managed-fields --context eu"
        ),
        (
            "get configmaps,deployments.apps,networkpolicies.networking.k8s.io,rolebindings.rbac.authorization.k8s.io "
            "-n shop -o json --show-managed-fields --context eu"
        ),
    ]


def test_a_cluster_that_does_not_answer_ends_the_command_with_its_words() -> None:
    with pytest.raises(Failure, match="kubectl said: Unable to connect to the server"):
        Resources.read(cast("Cluster", Server(code=1)), None)
