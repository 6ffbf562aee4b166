"""How Kubernetes learns that a container works."""

from collections.abc import Iterator

from policies.guides import PROBES, said_by
from policies.kubernetes_object import KubernetesObject
from policies.pod import pod_of
from policies.rule import Finding, Rule

_SERVING = {"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController"}


def _probes(object_: KubernetesObject) -> Iterator[Finding]:
    pod = pod_of(object_) if object_.kind in _SERVING else None
    for container in pod.containers() if pod else ():
        if container.role in ("app", "sidecar") and container.content.get("ports"):
            for probe in ("readinessProbe", "livenessProbe"):
                if not container.content.get(probe):
                    yield Finding(f"{container.path}.{probe}", "expected a probe, because it listens; got nothing")


SERVING_PROBES = Rule(
    name="probes",
    asks="Every container that listens has a readiness and a liveness probe.",
    why="Clients are otherwise sent to pods that cannot answer, and a process that hangs is never started anew.",
    link=said_by(PROBES),
    write="probes: {readiness: {path: /healthz}, liveness: {path: /healthz}}",
    check=_probes,
)
