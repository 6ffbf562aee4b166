"""Limits of a namespace on the API server: refused and accepted pods."""

import json
from typing import Any

import pytest

from tests.engine.stack_under_test import StackUnderTest

RESTRICTED: dict[str, Any] = {
    "allowPrivilegeEscalation": False,
    "capabilities": {"drop": ["ALL"]},
    "runAsNonRoot": True,
    "seccompProfile": {"type": "RuntimeDefault"},
}
SMALL = {"cpu": "50m", "memory": "64Mi"}


def admitted(stack: StackUnderTest, security: dict[str, Any], **resources: Any) -> tuple[dict[str, Any], str]:
    """A bare pod as the API server would store it, or its refusal. A dry run."""
    overrides = {"spec": {"containers": [{"name": "a", "image": "a:1", "securityContext": security, **resources}]}}
    command = ["run", "bare", "--image=a:1", "-n", "env-shop", "--dry-run=server", "-o", "json"]
    answer = stack.cluster.kubectl([*command, f"--overrides={json.dumps(overrides)}"], check=False)
    return (json.loads(answer.out) if answer.code == 0 else {}), answer.err


@pytest.mark.parametrize(
    ("security", "limits", "refusal"),
    [
        ({"privileged": True}, SMALL, 'violates PodSecurity "restricted:latest": privileged'),
        ({}, SMALL, 'violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false'),
        (RESTRICTED, {"cpu": "60m", "memory": "1Mi"}, "exceeded quota: quota, requested: requests.cpu=60m, used:"),
        (RESTRICTED, {"cpu": "501m", "memory": "1Mi"}, "maximum cpu usage per Container is 500m, but limit is 501m"),
        (RESTRICTED, {"cpu": "1m", "memory": "257Mi"}, "maximum memory usage per Container is 256Mi"),
    ],
)
def test_a_pod_beyond_what_the_namespace_allows_is_refused(
    environment: StackUnderTest, security: dict[str, Any], limits: dict[str, str], refusal: str
) -> None:
    pod, told = admitted(environment, security, resources={"limits": limits})

    assert not pod
    assert refusal in told


def test_a_pod_that_says_nothing_gets_the_defaults_and_the_default_account_without_a_token(
    environment: StackUnderTest,
) -> None:
    pod, told = admitted(environment, RESTRICTED)

    assert told == ""
    assert pod["spec"]["containers"][0]["resources"] == {
        "requests": {"cpu": "40m", "memory": "32Mi"},
        "limits": {"cpu": "100m", "memory": "32Mi"},
    }
    assert pod["spec"]["serviceAccountName"] == "default"
    assert "volumes" not in pod["spec"]


def test_without_the_patch_of_the_default_account_a_pod_would_have_a_token(environment: StackUnderTest) -> None:
    pod = environment.cluster.kubectl(["run", "bare", "--image=a:1", "-n", "default", "--dry-run=server", "-o", "json"])

    assert "kube-api-access" in json.loads(pod.out)["spec"]["volumes"][0]["name"]


def test_a_claim_beyond_the_maxima_is_refused(environment: StackUnderTest, tmp_path: Any) -> None:
    claim = {
        "apiVersion": "v1",
        "kind": "PersistentVolumeClaim",
        "metadata": {"name": "large", "namespace": "env-shop"},
        "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "2Gi"}}},
    }
    (tmp_path / "claim.json").write_text(json.dumps(claim))

    answer = environment.cluster.kubectl(
        ["create", "--dry-run=server", "-f", str(tmp_path / "claim.json")], check=False
    )

    assert "maximum storage usage per PersistentVolumeClaim is 1Gi, but request is 2Gi" in answer.err


def test_apps_pull_with_the_secrets_of_the_namespace(environment: StackUnderTest) -> None:
    pods = environment.get("pods", "env-shop")

    assert [pod["spec"]["imagePullSecrets"] for pod in pods] == [[{"name": "registry"}]] * 3


def test_an_app_rolls_in_a_quota_that_it_fits_exactly(environment: StackUnderTest) -> None:
    before = environment.pods("env-shop", "web")

    with environment.edited("nginx:1.29.0", "nginx:1.29.1"):
        assert "Diagnostics:" not in environment.up().out
        after = environment.pods("env-shop", "web")
        quota = environment.get("resourcequota", "env-shop", "quota")["status"]

    assert len(after) == len(before) == 3
    assert not {*after.values()} & {*before.values()}
    assert quota["used"]["pods"] == "3"
    assert quota["hard"]["pods"] == "4"
