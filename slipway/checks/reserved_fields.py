"""The fields that no patch may change: others refer to them, other objects derive from the same setting, or Kubernetes
would replace the object.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ANY_ITEM, OWN_ITEM = "[*]", "[<app>]"
"""Steps of a path: each item of a merged list, and the item with the name of the app."""
OURS = "slipway.dev/*"
"""Every name with this prefix."""

TEMPLATES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("Deployment", "StatefulSet", "DaemonSet", "Job"), ("spec", "template")),
    "CronJob": ("spec", "jobTemplate", "spec", "template"),
}
"""The path of the pod template in each controller."""


@dataclass(frozen=True)
class Reserved:
    """One field, with the reason and the setting that writes it, if there is one."""

    path: str
    """A name with dots stands in quotes: `metadata.labels."app.kubernetes.io/name"`."""
    why: str
    setting: str = ""
    accepted: tuple[Any, ...] = ()
    """Values that are no problem."""
    refused: tuple[Any, ...] = ()
    """The only values that are a problem. Default: all that are not accepted."""

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps of the path."""
        plain, quoted = self.path.split('"')[::2], self.path.split('"')[1::2]
        steps: list[str] = []
        for index, part in enumerate(plain):
            steps += [step for step in part.replace("[", ".[").split(".") if step]
            steps += quoted[index : index + 1]
        return tuple(steps)

    @property
    def message(self) -> str:
        """The reason, and the way out."""
        return f"expected the setting {self.setting} instead: {self.why}" if self.setting else self.why


_IDENTITY = "cannot be patched: other objects refer to the object by it"
_CLUSTER = "cannot be patched: the cluster writes it"
_FOUND = "cannot be patched: selectors and network policies find the pods by it"
_SELECTOR = "cannot be patched: it selects the pods and is immutable"
_STORED = "cannot be patched: the change would replace the object; `storage` and `volumes` keep pods and data"
_REPLACED = "cannot be patched: Pulumi would delete and create the object again, and it would be missing meanwhile"
_OURS = f"cannot be patched: slipway writes the labels and annotations {OURS} itself"
_CONTENT = "cannot be patched: the name of the object is a digest of its content; use `files` or `configMaps`"

_METADATA = (
    *(Reserved(f"metadata.{name}", _IDENTITY) for name in ("name", "generateName", "namespace")),
    *(Reserved(f"metadata.{name}", _CLUSTER) for name in ("uid", "resourceVersion", "generation", "managedFields")),
    *(Reserved(f"metadata.{name}", _CLUSTER) for name in ("creationTimestamp", "deletionTimestamp", "selfLink")),
    Reserved("metadata.deletionGracePeriodSeconds", _CLUSTER),
    Reserved("metadata.ownerReferences", "cannot be patched: Kubernetes would delete the object with its owner"),
    Reserved(f'metadata.labels."{OURS}"', _OURS),
    Reserved(f'metadata.annotations."{OURS}"', _OURS),
    Reserved('metadata.labels."app.kubernetes.io/name"', _FOUND),
)
OF_EVERY_OBJECT = (
    *(Reserved(name, _IDENTITY) for name in ("apiVersion", "kind")),
    Reserved("status", _CLUSTER),
    *_METADATA,
)

_RELAXED = "it tells the reason, and the Pod Security level of the namespace is checked against it"
_COUNTED = "the quota counts it, and the LimitRange of the namespace puts a default in the place of none"
_ACCOUNT = "the roles of the app belong to its account"
OF_PODS = (
    *_METADATA,
    Reserved("spec.serviceAccountName", _ACCOUNT, "serviceAccount.existing"),
    Reserved("spec.serviceAccount", _ACCOUNT, "serviceAccount.existing"),
    Reserved("spec.automountServiceAccountToken", "it opens the network to the API server too", "apiAccess"),
    Reserved("spec.terminationGracePeriodSeconds", "the time of the drain is a part of it", "stop.processSeconds"),
    Reserved("spec.hostNetwork", _RELAXED, "relaxations.hostNetwork", accepted=(False, None)),
    Reserved("spec.volumes[*].hostPath", _RELAXED, "relaxations.hostPath with volumes", accepted=(None,)),
    Reserved("spec.ephemeralContainers", "cannot be patched: Kubernetes allows none in a template"),
    Reserved("spec.securityContext.runAsNonRoot", _RELAXED, "relaxations.runAsRoot", accepted=(True,)),
    Reserved("spec.securityContext.runAsUser", "the group and the volumes follow it", "runAsUser"),
    *(
        Reserved(
            f"spec.containers[<app>].securityContext.{name}", _RELAXED, f"relaxations.{setting}", accepted, refused
        )
        for name, setting, accepted, refused in (
            ("allowPrivilegeEscalation", "privilegeEscalation", (False,), ()),
            ("readOnlyRootFilesystem", "writableRootFilesystem", (True,), ()),
            ("runAsNonRoot", "runAsRoot", (True, None), ()),
            ("runAsUser", "runAsRoot", (), (0,)),
            ("capabilities.add", "addCapabilities", ([], None), ()),
            ("capabilities.drop", "addCapabilities", (["ALL"],), ()),
        )
    ),
    *(
        Reserved(f"spec.{group}[*].resources.{bound}.{resource}", _COUNTED, f"resources.{resource} of the container")
        for group in ("containers", "initContainers")
        for bound in ("requests", "limits")
        for resource in ("cpu", "memory", "ephemeral-storage")
    ),
    *(
        Reserved(f"spec.{group}[*].image", "labels and policies follow it", "image of the container")
        for group in ("containers", "initContainers")
    ),
    Reserved(
        "spec.initContainers[*].restartPolicy",
        "it decides whether the pod waits for the end of the container",
        "sidecars or initContainers",
    ),
)
"""Below the template. Kubernetes' own hardening has no setting in sidecars and init containers; policies look at it."""
OF_PODS_THAT_STAY = (
    Reserved("spec.restartPolicy", "expected Always: this controller allows no other value", accepted=("Always", None)),
)

_REPLICAS = Reserved(
    "spec.replicas",
    "disruption budget, spread and quota follow it",
    "replicas or autoscaling",
)
_REVISIONS = Reserved(
    "spec.revisionHistoryLimit", "earlier ConfigMaps are kept as long", "rollout.revisionHistoryLimit"
)
_SURGE = "the quota counts the pods that a rollout adds"
_REASON = "it tells the reason for the rights"
_NUMBERED = ("parallelism", "completions", "completionMode")
_OWN_PODS = "cannot be patched: a job finds its pods by itself"
OF_KIND: Mapping[str, tuple[Reserved, ...]] = {
    "Deployment": (
        Reserved("spec.selector", _SELECTOR),
        Reserved("spec.progressDeadlineSeconds", "`up` waits as long", "rollout.progressDeadlineSeconds"),
        Reserved("spec.strategy", _SURGE, "rollout"),
        _REPLICAS,
        _REVISIONS,
    ),
    "StatefulSet": (
        Reserved("spec.selector", _SELECTOR),
        *(Reserved(f"spec.{name}", _STORED) for name in ("serviceName", "volumeClaimTemplates", "podManagementPolicy")),
        Reserved("spec.revisionHistoryLimit", _REPLACED),
        Reserved("spec.persistentVolumeClaimRetentionPolicy", "it deletes data", "retention"),
        Reserved("spec.ordinals", "cannot be patched: the claims are made for the pods from 0 on"),
        Reserved(
            'metadata.annotations."pulumi.com/deletionPropagationPolicy"',
            "cannot be patched: it keeps the pods while the object is replaced",
        ),
        _REPLICAS,
    ),
    "DaemonSet": (
        Reserved("spec.selector", _SELECTOR),
        Reserved("spec.updateStrategy", _SURGE, "rollout"),
        _REVISIONS,
    ),
    "CronJob": (
        Reserved("spec.schedule", "the outputs tell it", "schedule"),
        Reserved("spec.concurrencyPolicy", "the quota counts runs that overlap", "concurrencyPolicy"),
        Reserved("spec.jobTemplate.spec.parallelism", "the quota counts the pods", "parallelism"),
        Reserved("spec.jobTemplate.spec.selector", _OWN_PODS),
        Reserved("spec.jobTemplate.spec.manualSelector", _OWN_PODS),
    ),
    "Job": (
        *(Reserved(f"spec.{name}", "a change of it runs the task again", name) for name in _NUMBERED),
        Reserved("spec.selector", _OWN_PODS),
        Reserved("spec.manualSelector", _OWN_PODS),
        Reserved("spec.activeDeadlineSeconds", "`up` waits as long", "activeDeadlineSeconds"),
        Reserved("spec.suspend", "cannot be patched: `up` waits for the end of the job", accepted=(False, None)),
        Reserved("spec.ttlSecondsAfterFinished", "cannot be patched: a Job that is gone would run again"),
    ),
    "HorizontalPodAutoscaler": (
        Reserved("spec.scaleTargetRef", "cannot be patched: it leads to the pods of the app"),
        Reserved("spec.minReplicas", "claims and quota follow it", "autoscaling.minReplicas"),
        Reserved("spec.maxReplicas", "the quota follows it", "autoscaling.maxReplicas"),
    ),
    "ScaledObject": (
        Reserved("spec.scaleTargetRef", "cannot be patched: it leads to the pods of the app"),
        Reserved("spec.minReplicaCount", "claims and quota follow it", "autoscaling.minReplicas"),
        Reserved("spec.maxReplicaCount", "the quota follows it", "autoscaling.maxReplicas"),
    ),
    "VerticalPodAutoscaler": (
        Reserved("spec.targetRef", "cannot be patched: it leads to the pods of the app"),
        Reserved("spec.updatePolicy", "the quota follows it", "verticalAutoscaling.updateMode"),
    ),
    "PodDisruptionBudget": (
        Reserved("spec.selector", _SELECTOR),
        Reserved("spec.maxUnavailable", "0 would block every drain of a node", "disruption", accepted=(None,)),
    ),
    "Service": (
        Reserved("spec.selector", _FOUND),
        *(Reserved(f"spec.{name}", _REPLACED) for name in ("clusterIP", "clusterIPs")),
        Reserved("spec.type", "network policies and the decision `exposed` follow it", "service.type"),
        Reserved("spec.externalName", "a Service of an app leads to its pods", "externalNames of the namespace"),
        Reserved(
            "spec.externalIPs",
            "cannot be patched: it can take over the traffic of others (CVE-2020-8554); use `service` or `ingress`",
        ),
        Reserved(
            "spec.loadBalancerClass", "a change is refused there, because it is immutable", "service.loadBalancerClass"
        ),
        Reserved("spec.ports[*].nodePort", "two apps with one are refused there", "nodePort of service or of the port"),
    ),
    "Role": (Reserved("rules", _REASON, "apiAccess"),),
    "ClusterRole": (Reserved("rules", _REASON, "apiAccess"), Reserved("aggregationRule", _REASON, "apiAccess")),
    **dict.fromkeys(
        ("RoleBinding", "ClusterRoleBinding"),
        (
            Reserved("roleRef", _REPLACED),
            Reserved("subjects", "cannot be patched: it grants the rights to the account of the app"),
        ),
    ),
    "ConfigMap": tuple(Reserved(name, _CONTENT) for name in ("data", "binaryData", "immutable")),
    "PersistentVolumeClaim": (Reserved("spec", _STORED),),
    "PersistentVolume": tuple(
        Reserved(f"spec.{name}", _STORED)
        for name in ("nfs", "claimRef", "accessModes", "capacity", "storageClassName", "persistentVolumeReclaimPolicy")
    ),
}
"""The fields of one kind of object."""
