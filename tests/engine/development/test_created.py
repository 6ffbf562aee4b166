"""The first deployment of the development stack."""

import base64
import json

from offline.manifests import manifests
from offline.program import record_stack
from tests.engine.comparison import comparable, deviations
from tests.engine.stack_under_test import StackUnderTest
from tools.layout import PROJECT


def test_the_api_holds_what_was_rendered(dev: StackUnderTest) -> None:
    objects = [each for each in comparable(manifests(record_stack("dev"))) if each["kind"] != "Secret"]

    assert len(objects) > 50
    assert deviations(objects, dev.cluster) == {}


def test_every_pod_of_every_app_is_ready(dev: StackUnderTest) -> None:
    ready = {
        f"{each['metadata']['namespace']}/{each['metadata']['name']}": each["status"].get("readyReplicas")
        for kind in ("deployments", "statefulsets")
        for each in dev.get(kind)
    }

    assert ready["course-dev/python-web"] == 3
    assert ready["course-dev/visits"] == 2
    assert all(ready.values()), ready


def test_the_helm_release_is_deployed_under_its_fixed_name(dev: StackUnderTest) -> None:
    [release] = [secret for secret in dev.get("secrets", "monitoring") if secret["type"] == "helm.sh/release.v1"]

    assert release["metadata"]["labels"]["name"] == "monitoring"
    assert release["metadata"]["labels"]["status"] == "deployed"
    assert dev.get("prometheus", "monitoring", "monitoring-prometheus")["spec"]["retention"] == "2d"


def test_secrets_reach_the_cluster_and_lie_encrypted_in_the_state(dev: StackUnderTest) -> None:
    outputs = dev.engine.outputs("dev", show_secrets=True)
    [admin] = [each for each in dev.get("secrets", "monitoring") if "grafana-admin" in each["metadata"]["name"]]
    # Of a secret that was rotated the earlier version stays.
    versions = [each for each in dev.get("secrets", "course-dev") if "db-user-pass" in each["metadata"]["name"]]
    database = [base64.b64decode(value).decode() for each in versions for value in each["data"].values()]
    password = base64.b64decode(admin["data"]["password"]).decode()

    assert password == outputs["grafanaPassword"]
    state = json.dumps(dev.resources())
    assert len(database) >= 2
    for value in [password, *database]:
        assert value not in state
        assert base64.b64encode(value.encode()).decode() not in state


def test_the_state_holds_no_path_of_the_machine_that_deployed(dev: StackUnderTest) -> None:
    assert str(PROJECT) not in json.dumps(dev.resources())


def test_the_api_server_refuses_a_pod_that_is_not_restricted(dev: StackUnderTest) -> None:
    pod = ["run", "intruder", "--image=nginx:1.29", "--privileged", "-n", "course-dev"]

    refusal = dev.cluster.kubectl(pod, check=False)

    assert refusal.code != 0
    assert 'violates PodSecurity "restricted:latest"' in refusal.err
