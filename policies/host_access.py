"""What reaches from a pod into its node."""

from collections.abc import Iterator

from policies.guides import BASELINE, NSA, RESTRICTED, cis, said_by
from policies.kubernetes_object import mapping, steps
from policies.pod import Pod
from policies.privileges import of_pods
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
"""What `restricted` admits; folders of the node have a rule of their own."""
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
            yield Finding(f"{pod.path}.volumes{step}.hostPath", f"expected no folder of the node; {got(path)}")


def _ports(pod: Pod) -> Iterator[Finding]:
    if "hostNetwork" in pod.relaxations():
        return
    for container in pod.containers():
        for step, port in steps(container.content.get("ports")):
            number = mapping(port).get("hostPort")
            if number:
                yield Finding(f"{container.path}.ports{step}.hostPort", f"expected none; {got(number)}")


def _volume_types(pod: Pod) -> Iterator[Finding]:
    for step, volume in steps(pod.spec.get("volumes")):
        for type_ in sorted(mapping(volume).keys() - VOLUMES - {"name", "hostPath"}):
            yield Finding(f"{pod.path}.volumes{step}.{type_}", "expected a claim, or another type that is admitted")


def _hosts(pod: Pod) -> Iterator[Finding]:
    """A probe or a hook of another host makes the node knock there."""
    for container in pod.containers():
        handlers = {**container.content, **mapping(container.content.get("lifecycle"))}
        for handler in _HANDLERS:
            for action in ("httpGet", "tcpSocket"):
                host = mapping(mapping(handlers.get(handler)).get(action)).get("host")
                if host:
                    place = handler if handler.endswith("Probe") else f"lifecycle.{handler}"
                    yield Finding(f"{container.path}.{place}.{action}.host", f"expected none; {got(host)}")


def _windows(pod: Pod) -> Iterator[Finding]:
    for path, context in pod.security_contexts():
        if mapping(context.get("windowsOptions")).get("hostProcess"):
            yield Finding(f"{path}.windowsOptions.hostProcess", "expected false; got true")


HOST_NAMESPACES = Rule(
    name="host-namespaces",
    asks="No pod shares the network, the processes or the memory of its node; the network with a reason only.",
    why="It could listen to whatever runs there.",
    link=said_by(BASELINE, cis("5.2.3"), cis("5.2.4"), cis("5.2.5"), NSA),
    write="relaxations: {hostNetwork: <the reason>}; there is no relaxation for hostPID and hostIPC",
    check=of_pods(_namespaces),
)
HOST_PATHS = Rule(
    name="host-paths",
    asks="No pod mounts folders of its node, unless the app gives a reason.",
    why="The files of the node lead to everything that runs on it.",
    link=said_by(BASELINE, cis("5.2.11"), NSA),
    write="storage: {/data: 1Gi}, or relaxations: {hostPath: <the reason>}",
    check=of_pods(_paths),
)
HOST_PORTS = Rule(
    name="host-ports",
    asks="No container takes a port of its node.",
    why="It is reachable past every Service and NetworkPolicy, and no second pod fits on the node.",
    link=said_by(BASELINE, cis("5.2.12")),
    write="service: {type: NodePort}, or relaxations: {hostNetwork: <the reason>}",
    check=of_pods(_ports),
)
VOLUME_TYPES = Rule(
    name="volume-types",
    asks="Volumes are of the types that Pod Security restricted admits.",
    why="Other types mount with the node's rights, which the pod's user then has.",
    link=said_by(RESTRICTED),
    write="volumes: {<path>: {claim: <name>}}",
    check=of_pods(_volume_types),
)
HOST_PROBES = Rule(
    name="host-probes",
    asks="Probes and hooks ask the pod itself, and no other host.",
    why="The kubelet would otherwise send requests wherever the pod wants them.",
    link=said_by(BASELINE),
    write="probes: {readiness: {path: /healthz}}",
    check=of_pods(_hosts),
)
HOST_PROCESS = Rule(
    name="host-process",
    asks="No Windows container is a process of its node.",
    why="It has the node.",
    link=said_by(BASELINE, cis("5.2.10")),
    write="(nothing: leave out what sets windowsOptions.hostProcess; slipway's components never do)",
    check=of_pods(_windows),
)
