"""The API server of a cluster with all kinds of objects that the settings can create, and a namespace for each Pod
Security level.
"""

import time
from collections.abc import Iterator

import pytest

from tests.engine.network.conftest import ROUTES
from tests.engine.schema.api_server import ApiServer
from tests.engine.schema.openapi import OpenApi
from tests.engine.schema.requests import PREPARED
from tests.engine.secrets.conftest import CRDS as STORES
from tools.embedded_cluster import EmbeddedCluster

PATIENCE = 30
CUSTOM = {
    "apis/gateway.networking.k8s.io/v1",
    "apis/external-secrets.io/v1",
    "apis/secrets-store.csi.x-k8s.io/v1",
}


@pytest.fixture(scope="package")
def api(cluster: EmbeddedCluster) -> Iterator[ApiServer]:
    """Nothing is created in the namespaces: every request is a dry run."""
    custom = ["-f", str(ROUTES), "-f", str(STORES)]
    cluster.kubectl(["apply", *custom])
    cluster.kubectl(["wait", "--for=condition=Established", *custom])
    for level, namespace in PREPARED.items():
        cluster.kubectl(["create", "namespace", namespace])
        security = [f"pod-security.kubernetes.io/{mode}={level}" for mode in ("enforce", "warn")]
        cluster.kubectl(["label", "namespace", namespace, *security])
        cluster.kubectl(["wait", "--for=create", "serviceaccount/default", "--namespace", namespace])
    yield ApiServer(cluster.kubeconfig)
    cluster.kubectl(["delete", "namespace", *PREPARED.values()])
    cluster.kubectl(["delete", *custom])


@pytest.fixture(scope="package")
def openapi(api: ApiServer) -> OpenApi:
    """The API server publishes the schema of a custom resource a moment after its creation."""
    end = time.monotonic() + PATIENCE
    while not api.get("/openapi/v3")["paths"].keys() >= CUSTOM:
        assert time.monotonic() < end, "the API server does not describe every custom resource"
        time.sleep(0.2)
    return OpenApi(api.get)
