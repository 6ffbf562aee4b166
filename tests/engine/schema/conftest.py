"""The API server of a cluster with all kinds of objects that the settings can create, and a namespace for each Pod
Security level.
"""

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from offline.program import ROOT
from stack.git_status import VARIABLE as UNCOMMITTED
from tests.contract.test_every_option import FILE
from tests.engine.network.conftest import ROUTES
from tests.engine.own_stack import own_stack
from tests.engine.schema.api_server import ApiServer
from tests.engine.schema.openapi import OpenApi
from tests.engine.schema.requests import PREPARED
from tests.engine.secrets.conftest import CRDS as STORES
from tests.engine.secrets.operator import Operator
from tests.engine.stack_under_test import StackUnderTest
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine

PATIENCE = 30
AUTOSCALERS = Path(__file__).parent / "autoscalers.yaml"
MONITORS = Path(__file__).parent / "monitors.yaml"
RUNTIME = Path(__file__).parent / "runtime-class.yaml"
TEMPLATES = ROOT / "tests" / "alerts.tmpl"
DEFINITIONS, CHART = ROOT / "tests" / "definitions", ROOT / "tests" / "chart"
CUSTOM = {
    "apis/slipway.test/v1",
    "apis/autoscaling.k8s.io/v1",
    "apis/gateway.networking.k8s.io/v1",
    "apis/keda.sh/v1alpha1",
    "apis/monitoring.coreos.com/v1",
    "apis/external-secrets.io/v1",
    "apis/secrets-store.csi.x-k8s.io/v1",
}

NAME = "options"
SECRETS = {
    "options.db.password": "tulip",
    'options.registry[".dockerconfigjson"]': '{"auths": {"registry.test": {"username": "app", "password": "tulip"}}}',
}
STORED = {
    "shop/queue#url": "amqp://queue",
    "mail#password": "lily",
    "shop/grafana#username": "admin",
    "shop/grafana#password": "crocus",
}
REASON = "the tests are run before"


@pytest.fixture(scope="package")
def api(cluster: EmbeddedCluster) -> Iterator[ApiServer]:
    """Nothing is created in the namespaces: every request is a dry run."""
    custom = [part for file in (ROUTES, STORES, DEFINITIONS, AUTOSCALERS, MONITORS) for part in ("-f", str(file))]
    cluster.kubectl(["apply", *custom])
    cluster.kubectl(["wait", "--for=condition=Established", *custom])
    cluster.kubectl(["apply", "-f", str(RUNTIME)])
    for level, namespace in PREPARED.items():
        cluster.kubectl(["create", "namespace", namespace])
        security = [f"pod-security.kubernetes.io/{mode}={level}" for mode in ("enforce", "warn")]
        cluster.kubectl(["label", "namespace", namespace, *security])
        cluster.kubectl(["wait", "--for=create", "serviceaccount/default", "--namespace", namespace])
    yield ApiServer(cluster.kubeconfig)
    cluster.kubectl(["delete", "namespace", *PREPARED.values()])
    cluster.kubectl(["delete", "--wait=false", *custom, "-f", str(RUNTIME)])


@pytest.fixture(scope="package")
def openapi(api: ApiServer) -> OpenApi:
    """The API server publishes the schema of a custom resource a moment after its creation."""
    end = time.monotonic() + PATIENCE
    while not api.get("/openapi/v3")["paths"].keys() >= CUSTOM:
        assert time.monotonic() < end, "the API server does not describe every custom resource"
        time.sleep(0.2)
    return OpenApi(api.get)


@pytest.fixture(scope="package")
def options(
    api: ApiServer, engine: Engine, cluster: EmbeddedCluster, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[StackUnderTest]:
    """The stack after its first deployment, with its own secrets. `api` knows the kind of every object."""
    assert api
    settings = yaml.safe_load(FILE.read_text())
    del settings["config"]["slipway:secrets"]
    kube_system = json.loads(cluster.kubectl(["get", "namespace", "kube-system", "-o", "json"]).out)
    settings["config"]["slipway:cluster"]["uid"] = kube_system["metadata"]["uid"]
    stack = own_stack(NAME, yaml.safe_dump(settings), _hurried(engine), cluster, folder)
    for file in ("LICENSE", "README.md"):  # its apps mount them
        shutil.copy(ROOT / file, folder)
    for each in (DEFINITIONS, CHART):
        shutil.copytree(each, folder / each.relative_to(ROOT))
    shutil.copy(TEMPLATES, folder / "tests")  # of alerts
    with stack.undone_afterwards():
        for path, value in SECRETS.items():
            stack.config("set", "--path", "--secret", f"slipway:secrets.{path}", value)
        with Operator(cluster, STORED, tmp_path_factory.mktemp("operator")).at_work():
            diagnostics = stack.up().out.partition("Diagnostics:")[2].splitlines()
        assert [line for line in diagnostics if "warning:" in line and REASON not in line] == []
        yield stack


def _hurried(engine: Engine) -> Engine:
    """Allow uncommitted files, which production would refuse."""
    return Engine(engine.layout, surroundings={**engine.surroundings, UNCOMMITTED: REASON})
