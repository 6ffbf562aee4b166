"""Access of a pod to its node."""

from collections.abc import Iterator

from policies.guides import BASELINE, NSA, RESTRICTED, cis, sources
from policies.kubernetes_object import mapping, steps
from policies.pod import Pod, of_pods
from policies.rule import Finding, Rule, got

VOLUMES = {
    "configMap",
    "csi",
    "downwardAPI",
    "emptyDir",
    "ephemeral",
    "persistentVolumeClaim",
    "projected",
    "secret",
}
"""The volume types that `restricted` admits. `hostPath` has its own rule."""
_HANDLERS = ("livenessProbe", "readinessProbe", "startupProbe", "postStart", "preStop")


def _namespaces(pod: Pod) -> Iterator[Finding]:
    for field in ("hostNetwork", "hostPID", "hostIPC"):
        excused = field == "hostNetwork" and field in pod.relaxations()
        if pod.spec.get(field) and not excused:
            yield Finding(f"{pod.path}.{field}", "expected false; got true")


def _paths(pod: Pod) -> Iterator[Finding]:
    if "hostPath" in pod.relaxations():
        return
    for step, volume in steps(pod.spec.get("volumes")):
        if "hostPath" in mapping(volume):
            path = mapping(mapping(volume).get("hostPath")).get("path")
            yield Finding(f"{pod.path}.volumes{step}.hostPath", f"expected no hostPath volume; {got(path)}")


def _ports(pod: Pod) -> Iterator[Finding]:
    if "hostNetwork" in pod.relaxations():
        return
    for container in pod.containers():
        for step, port in steps(container.content.get("ports")):
            number = mapping(port).get("hostPort")
            if number:
                yield Finding(f"{container.path}.ports{step}.hostPort", f"expected no host port; {got(number)}")


def _volume_types(pod: Pod) -> Iterator[Finding]:
    for step, volume in steps(pod.spec.get("volumes")):
        for type_ in sorted(mapping(volume).keys() - VOLUMES - {"name", "hostPath"}):
            yield Finding(
                f"{pod.path}.volumes{step}.{type_}",
                f"expected a type that restricted admits, for example persistentVolumeClaim; got {type_}",
            )


def _hosts(pod: Pod) -> Iterator[Finding]:
    """The kubelet runs probes and hooks. With `host`, it calls that host from the node."""
    for container in pod.containers():
        handlers = {**container.content, **mapping(container.content.get("lifecycle"))}
        for handler in _HANDLERS:
            for action in ("httpGet", "tcpSocket"):
                host = mapping(mapping(handlers.get(handler)).get(action)).get("host")
                if host:
                    place = handler if handler.endswith("Probe") else f"lifecycle.{handler}"
                    yield Finding(f"{container.path}.{place}.{action}.host", f"expected no host; {got(host)}")


def _windows(pod: Pod) -> Iterator[Finding]:
    for path, context in pod.security_contexts():
        if mapping(context.get("windowsOptions")).get("hostProcess"):
            yield Finding(f"{path}.windowsOptions.hostProcess", "expected false; got true")


HOST_NAMESPACES = Rule(
    name="host-namespaces",
    requirement="No pod shares the processes or the IPC of its node; it shares the network only with a reason.",
    why="The pod could reach and observe everything that runs on the node.",
    link=sources(BASELINE, cis("5.2.3"), cis("5.2.4"), cis("5.2.5"), NSA),
    fix="relaxations: {hostNetwork: <the reason>}; there is no relaxation for hostPID and hostIPC",
    check=of_pods(_namespaces),
)
HOST_PATHS = Rule(
    name="host-paths",
    requirement="No pod mounts folders of its node, unless the app gives a reason.",
    why="Access to files of the node gives access to every pod on it.",
    link=sources(BASELINE, cis("5.2.11"), NSA),
    fix="storage: {/data: 1Gi}, or relaxations: {hostPath: <the reason>}",
    check=of_pods(_paths),
)
HOST_PORTS = Rule(
    name="host-ports",
    requirement="No container uses a port of its node.",
    why="A host port bypasses Services and network policies, and the node can run only one such pod.",
    link=sources(BASELINE, cis("5.2.12")),
    fix="service: {type: NodePort}, or relaxations: {hostNetwork: <the reason>}",
    check=of_pods(_ports),
)
VOLUME_TYPES = Rule(
    name="volume-types",
    requirement="Every volume has a type that Pod Security `restricted` admits.",
    why="Other types are mounted with rights of the node.",
    link=sources(RESTRICTED),
    fix="volumes: {<path>: {claim: <name>}}",
    check=of_pods(_volume_types),
)
HOST_PROBES = Rule(
    name="host-probes",
    requirement="Probes and hooks call the pod itself and no other host.",
    why="A pod could make the kubelet send requests to any host.",
    link=sources(BASELINE),
    fix="probes: {readiness: {path: /healthz}}",
    check=of_pods(_hosts),
)
HOST_PROCESS = Rule(
    name="host-process",
    requirement="No Windows container runs as a process of its node.",
    why="Such a container has full access to the node.",
    link=sources(BASELINE, cis("5.2.10")),
    fix="remove what sets windowsOptions.hostProcess: a patch, or a line of your own program",
    check=of_pods(_windows),
)
