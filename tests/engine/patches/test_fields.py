"""A patched stack: the API server accepts it, and each object has exactly the fields that its patches say."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from slipway.schema.field import object_of
from slipway.settings.patches import PatchSettings, leaves
from tests.engine.own_stack import own_stack
from tests.engine.stack_under_test import StackUnderTest
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine

NAMESPACE = "exactly"
REASON = "no setting says it"
POD_IP = {"fieldRef": {"apiVersion": "v1", "fieldPath": "status.podIP"}}
SPREAD = {"topologyKey": "topology.kubernetes.io/zone", "whenUnsatisfiable": "ScheduleAnyway", "maxSkew": 3}
POD = {
    "hostAliases": [{"ip": "192.0.2.1", "hostnames": ["db.example.com"]}],
    "imagePullSecrets": [{"name": "elsewhere"}],
    "tolerations": [{"key": "gpu", "operator": "Exists", "effect": "NoSchedule"}],
    "topologySpreadConstraints": [SPREAD],
    "volumes": [{"name": "cache", "emptyDir": {}}, {"name": "tmp", "emptyDir": {"sizeLimit": "1Gi"}}],
    "enableServiceLinks": None,
    "containers": [
        {
            "name": "web",
            "tty": True,
            "stdin": True,
            "env": [{"name": "POD_IP", "valueFrom": POD_IP}],
            "ports": [
                {"containerPort": 8080, "protocol": "UDP", "name": "quic"},
                {"containerPort": 9090, "hostIP": "::1"},
            ],
            "readinessProbe": {"failureThreshold": 7},
            "livenessProbe": {"tcpSocket": None, "exec": {"command": ["true"]}},
            "resources": {"limits": {"example.com/gpu": "1"}, "requests": {"example.com/gpu": "1"}},
            "volumeMounts": [{"name": "cache", "mountPath": "/cache"}],
        }
    ],
    "initContainers": [{"name": "proxy", "stdin": True}],
}
PATCHES: dict[str, Any] = {
    "Deployment": {"spec": {"minReadySeconds": 1, "template": {"spec": POD}}, "metadata": {"labels": {"a": "b"}}},
    "Service": {
        "spec": {
            "publishNotReadyAddresses": True,
            "ports": [
                {"port": 8080, "appProtocol": "example.com/h3"},
                {"port": 8443, "protocol": "TCP", "name": "again", "targetPort": "http"},
            ],
        }
    },
    "Service/headless": {"metadata": {"annotations": {"example.com/mesh": "off"}}},
    "PodDisruptionBudget": {"spec": {"maxUnavailable": None, "minAvailable": 1}},
    "ServiceAccount": {"metadata": {"annotations": {"example.com/owner": "storefront"}}},
    "Ingress": {"spec": {"ingressClassName": "other"}},
}
APP = {
    "image": "nginx:1.29.0",
    "port": 8080,
    "ports": {"metrics": 9090},
    "replicas": 2,
    "service": {"headless": True},
    "sidecars": {"proxy": {"image": "proxy:1.0.0"}},
    "ingress": {"host": "web.example.com"},
    "exposed": True,
}
OTHERS = {("metadata", key) for key in ("generation", "resourceVersion", "uid", "creationTimestamp", "managedFields")}
"""Fields that the cluster writes."""
WRITTEN = {"deployment.kubernetes.io/revision", "slipway.dev/patched"}


def settings(patches: list[Any]) -> str:
    stack = {
        "slipway:environment": "development",
        "slipway:cluster": {"ingress": {"namespace": "traefik"}},
        "slipway:namespaces": {NAMESPACE: {"apps": {"web": {**APP, "patches": patches}}}},
    }
    return yaml.safe_dump({"config": stack})


@pytest.fixture(scope="module")
def unpatched(engine: Engine, cluster: EmbeddedCluster, folder: Path) -> Iterator[StackUnderTest]:
    stack = own_stack("exactly", settings([]), engine, cluster, folder)
    stack.up()
    yield stack
    stack.destroy()
    stack.engine.remove_stack("exactly")


def test_each_object_has_exactly_the_patched_fields(unpatched: StackUnderTest) -> None:
    before = {target: live(unpatched, target) for target in PATCHES}
    patches = [
        PatchSettings.model_validate({"object": target, "reason": REASON, "patch": content})
        for target, content in PATCHES.items()
    ]

    unpatched.file.write_text(settings([each.model_dump(by_alias=True) for each in patches]))
    unpatched.up()

    for patch in patches:
        after = live(unpatched, patch.object)
        changed = {
            path
            for path in before[patch.object].keys() | after.keys()
            if before[patch.object].get(path) != after.get(path)
        }
        said = {path for path, _ in patch.leaves()}
        assert {path for path in changed if not any(within(path, each) for each in said)} == set(), patch.object
        assert {path for path in said if not any(within(path, each) for each in changed)} == set(), patch.object
    assert unpatched.unchanged().code == 0


def live(stack: StackUnderTest, target: str) -> dict[Any, Any]:
    """The fields of the object in the cluster, by their paths."""
    kind, _, suffix = target.partition("/")
    content = stack.get(kind, NAMESPACE, f"web-{suffix}" if suffix else "web")
    content.pop("status", None)
    found = {path: json.dumps(value) for path, value in leaves(content, object_of(kind))}
    return {path: each for path, each in found.items() if path[:2] not in OTHERS and path[-1] not in WRITTEN}


def within(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """One of the paths is within the other."""
    return all(each == step for each, step in zip(one, other, strict=False))
