from typing import Any

import pytest

from policies.host_access import HOST_NAMESPACES, HOST_PATHS, HOST_PORTS, HOST_PROBES, HOST_PROCESS, VOLUME_TYPES
from policies.rule import Rule
from tests.unit.policies.objects import container, found, workload

ALL = [HOST_NAMESPACES, HOST_PATHS, HOST_PORTS, HOST_PROBES, HOST_PROCESS, VOLUME_TYPES]
POD = "spec.template.spec"


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.name)
def test_an_app_that_stays_in_its_pod_passes(rule: Rule) -> None:
    volumes = [{"name": "tmp", "emptyDir": {}}, {"name": "data", "persistentVolumeClaim": {"claimName": "data"}}]

    assert found(rule, workload(pod={"volumes": volumes})) == []


@pytest.mark.parametrize("field", ["hostNetwork", "hostPID", "hostIPC"])
def test_a_namespace_of_the_node_is_told(field: str) -> None:
    assert found(HOST_NAMESPACES, workload(pod={field: True})) == [f"{POD}.{field}: expected false; got true"]


@pytest.mark.parametrize(
    ("rule", "pod", "expected"),
    [
        (
            HOST_PATHS,
            {"volumes": [{"name": "logs", "hostPath": {"path": "/var/log"}}]},
            'volumes[logs].hostPath: expected no hostPath volume; got "/var/log"',
        ),
        (
            VOLUME_TYPES,
            {"volumes": [{"name": "files", "nfs": {"server": "a"}}]},
            "volumes[files].nfs: expected a type that restricted admits, for example persistentVolumeClaim; got nfs",
        ),
        (
            HOST_PROCESS,
            {"securityContext": {"windowsOptions": {"hostProcess": True}}},
            "securityContext.windowsOptions.hostProcess: expected false; got true",
        ),
    ],
)
def test_a_way_to_the_node_is_told_with_its_path(rule: Rule, pod: dict[str, Any], expected: str) -> None:
    assert found(rule, workload(pod=pod)) == [f"{POD}.{expected}"]


def test_a_port_of_the_node_is_told() -> None:
    app = workload(container(ports=[{"name": "http", "containerPort": 80, "hostPort": 80}]))

    assert found(HOST_PORTS, app) == [f"{POD}.containers[web].ports[http].hostPort: expected no host port; got 80"]


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"livenessProbe": {"httpGet": {"host": "10.0.0.1"}}}, "livenessProbe.httpGet"),
        ({"lifecycle": {"postStart": {"tcpSocket": {"host": "10.0.0.1"}}}}, "lifecycle.postStart.tcpSocket"),
    ],
)
def test_a_probe_or_hook_of_another_host_is_told(said: dict[str, Any], place: str) -> None:
    assert found(HOST_PROBES, workload(container(**said))) == [
        f'{POD}.containers[web].{place}.host: expected no host; got "10.0.0.1"'
    ]


def test_a_reason_excuses_the_nodes_network_and_folders() -> None:
    def excused(rule: Rule, name: str, *containers: dict[str, Any], **pod: Any) -> bool:
        reason = {f"slipway.dev/relaxation.{name}": "reads the logs of the node"}
        return found(rule, workload(*containers, pod=pod, annotations=reason)) == []

    assert excused(HOST_NAMESPACES, "hostNetwork", hostNetwork=True)
    assert excused(HOST_PORTS, "hostNetwork", container(ports=[{"containerPort": 1, "hostPort": 1}]))
    assert excused(HOST_PATHS, "hostPath", volumes=[{"name": "logs", "hostPath": {"path": "/var/log"}}])
    assert not excused(HOST_NAMESPACES, "hostNetwork", hostPID=True)
    assert not excused(HOST_NAMESPACES, "hostPID", hostPID=True)
