from typing import Any

import pytest

from slipway.checks.patch_reserved import reserved_fields
from slipway.settings.patches import PatchSettings, spelt
from tests.patched import REASON


def reserved(target: str, content: Any) -> list[str]:
    patch = PatchSettings.model_validate({"object": target, "reason": REASON, "patch": content})
    return [f"{spelt(path)}: {message}" for path, message in reserved_fields("web", patch)]


def in_pod(**fields: Any) -> Any:
    return {"spec": {"template": {"spec": fields}}}


def in_container(name: str = "web", **fields: Any) -> Any:
    return in_pod(containers=[{"name": name, **fields}])


@pytest.mark.parametrize(
    ("target", "content", "reason"),
    [
        ("Deployment", {"metadata": {"name": "other"}}, "other objects refer to the object by it"),
        ("Deployment", {"metadata": {"namespace": "other"}}, "other objects refer to the object by it"),
        ("Deployment", {"metadata": None}, "would remove name too; cannot be patched: other objects refer to"),
        ("Deployment", {"metadata": {"labels": {"app.kubernetes.io/name": "other"}}}, "network policies find the pods"),
        ("Deployment", {"metadata": {"labels": None}}, "would remove slipway.dev/* too; cannot be patched: slipway"),
        (
            "Service",
            {"metadata": {"labels": {"slipway.dev/exposed": "true"}}},
            "slipway writes the labels and annotations",
        ),
        ("Deployment", {"metadata": {"annotations": {"slipway.dev/patched": "no"}}}, "slipway writes the labels and"),
        ("Deployment", {"metadata": {"ownerReferences": [{"uid": "a"}]}}, "Kubernetes would delete the object with"),
        ("Deployment", {"metadata": {"uid": "a"}}, "the cluster writes it"),
        ("Deployment", {"kind": "DaemonSet"}, "other objects refer to the object by it"),
        ("Deployment", {"status": {"replicas": 1}}, "the cluster writes it"),
        ("Deployment", {"spec": {"selector": {"matchLabels": {"a": "b"}}}}, "it selects the pods and is immutable"),
        ("Deployment", {"spec": None}, "would remove selector too; cannot be patched: it selects the pods"),
        ("Deployment", {"spec": {"replicas": 5}}, "expected the setting replicas or autoscaling instead"),
        ("Deployment", {"spec": {"strategy": {"type": "Recreate"}}}, "expected the setting rollout instead"),
        (
            "Deployment",
            {"spec": {"progressDeadlineSeconds": 1}},
            "expected the setting rollout.progressDeadlineSeconds",
        ),
        ("Deployment", {"spec": {"revisionHistoryLimit": 1}}, "expected the setting rollout.revisionHistoryLimit"),
        ("StatefulSet", {"spec": {"volumeClaimTemplates": []}}, "the change would replace the object"),
        ("StatefulSet", {"spec": {"ordinals": {"start": 1}}}, "the claims are made for the pods from 0 on"),
        (
            "StatefulSet",
            {"spec": {"persistentVolumeClaimRetentionPolicy": {"whenDeleted": "Delete"}}},
            "expected the setting retention instead: it deletes data",
        ),
        ("CronJob", {"spec": {"schedule": "@daily"}}, "expected the setting schedule instead"),
        ("Job", {"spec": {"ttlSecondsAfterFinished": 1}}, "a Job that is gone would run again"),
        ("Job", {"spec": {"suspend": True}}, "`up` waits for the end of the job"),
        ("PodDisruptionBudget", {"spec": {"maxUnavailable": 0}}, "expected the setting disruption instead: 0 would"),
        ("HorizontalPodAutoscaler", {"spec": {"scaleTargetRef": {"name": "db"}}}, "it leads to the pods of the app"),
        (
            "HorizontalPodAutoscaler",
            {"spec": {"maxReplicas": 9}},
            "expected the setting autoscaling.maxReplicas instead",
        ),
        ("Service", {"spec": {"selector": {"a": "b"}}}, "selectors and network policies find the pods by it"),
        ("Service", {"spec": {"type": "NodePort"}}, "expected the setting service.type instead"),
        ("Service", {"spec": {"clusterIP": "None"}}, "Pulumi would delete and create the object again"),
        ("Service", {"spec": {"externalIPs": ["192.0.2.1"]}}, "it can take over the traffic of others (CVE-2020-8554)"),
        (
            "Service",
            {"spec": {"ports": [{"port": 80, "nodePort": 30080}]}},
            "expected the setting nodePort of service or",
        ),
        ("Role", {"rules": []}, "expected the setting apiAccess instead: it tells the reason for the rights"),
        ("ClusterRoleBinding", {"subjects": []}, "it grants the rights to the account of the app"),
        ("ConfigMap/app", {"data": {"a": "b"}}, "the name of the object is a digest of its content"),
        (
            "PersistentVolumeClaim/app-data-0",
            {"spec": {"storageClassName": "fast"}},
            "the change would replace the object",
        ),
        (
            "PersistentVolume/web-data",
            {"spec": {"persistentVolumeReclaimPolicy": "Delete"}},
            "the change would replace",
        ),
    ],
)
def test_a_field_that_others_rely_on_is_told_with_the_reason(target: str, content: Any, reason: str) -> None:
    [told] = reserved(target, content)

    assert reason in told


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (in_pod(serviceAccountName="root"), "expected the setting serviceAccount.existing instead"),
        (in_pod(automountServiceAccountToken=True), "expected the setting apiAccess instead"),
        (in_pod(terminationGracePeriodSeconds=5), "expected the setting stop.processSeconds instead"),
        (in_pod(hostNetwork=True), "expected the setting relaxations.hostNetwork instead"),
        (in_pod(volumes=[{"name": "a", "hostPath": {"path": "/"}}]), "expected the setting relaxations.hostPath with"),
        (in_pod(ephemeralContainers=[{"name": "a"}]), "Kubernetes allows none in a template"),
        (in_pod(securityContext={"runAsNonRoot": False}), "expected the setting relaxations.runAsRoot instead"),
        (in_pod(securityContext=None), "would remove runAsNonRoot too; expected the setting relaxations.runAsRoot"),
        (in_pod(restartPolicy="Never"), "expected Always: this controller allows no other value"),
        (in_pod(initContainers=[{"name": "a", "restartPolicy": "Always"}]), "expected the setting sidecars or init"),
        (in_container(image="a:2"), "expected the setting image of the container instead"),
        (in_container("side", image="a:2"), "expected the setting image of the container instead"),
        (in_container(resources={"limits": {"cpu": None}}), "expected the setting resources.cpu of the container"),
        (in_container(resources={"limits": None}), "would remove cpu too; expected the setting resources.cpu of the"),
        (in_container(securityContext={"readOnlyRootFilesystem": False}), "relaxations.writableRootFilesystem instead"),
        (in_container(securityContext={"runAsUser": 0}), "expected the setting relaxations.runAsRoot instead"),
        (in_container(securityContext={"capabilities": {"add": ["NET_RAW"]}}), "relaxations.addCapabilities instead"),
        (in_container(securityContext={"capabilities": {"drop": ["NET_RAW"]}}), "relaxations.addCapabilities instead"),
    ],
)
def test_a_field_of_the_pods_that_a_setting_writes_is_told_with_the_setting(content: Any, reason: str) -> None:
    [told] = reserved("Deployment", content)

    assert reason in told


def test_the_pods_of_a_scheduled_job_are_the_same_deeper_in_the_object() -> None:
    labels = {"metadata": {"labels": {"app.kubernetes.io/name": None}}}

    [told] = reserved("CronJob", {"spec": {"jobTemplate": {"spec": {"template": labels}}}})

    assert told == (
        "spec.jobTemplate.spec.template.metadata.labels.app.kubernetes.io/name: cannot be patched: selectors and "
        "network policies find the pods by it"
    )


@pytest.mark.parametrize(
    ("target", "content"),
    [
        ("Deployment", {"spec": {"paused": True, "minReadySeconds": 5}}),
        ("Deployment", {"spec": {"serviceName": "other"}}),
        ("Deployment", {"metadata": {"labels": {"app.kubernetes.io/version": "1"}, "annotations": {"a/b": None}}}),
        ("Deployment", in_pod(restartPolicy="Always", hostNetwork=False, volumes=[{"name": "a", "hostPath": None}])),
        ("Deployment", in_pod(initContainers=[{"name": "a", "securityContext": {"readOnlyRootFilesystem": False}}])),
        ("Deployment", in_container(securityContext={"runAsUser": 999, "allowPrivilegeEscalation": False})),
        (
            "Deployment",
            in_container(resources={"limits": {"nvidia.com/gpu": 1}, "requests": {"nvidia.com/gpu": 1}}),
        ),
        ("Job", in_pod(restartPolicy="OnFailure")),
        ("PodDisruptionBudget", {"spec": {"maxUnavailable": None, "minAvailable": 1}}),
        ("Service", {"spec": {"ports": [{"port": 80, "appProtocol": "grpc"}], "publishNotReadyAddresses": True}}),
        ("Service", {"spec": {"ipFamilyPolicy": "PreferDualStack"}}),
        ("PersistentVolume/web-data", {"spec": {"mountOptions": ["nconnect=4"]}}),
    ],
)
def test_everything_else_can_be_patched(target: str, content: Any) -> None:
    assert reserved(target, content) == []
