"""What a container may do on its node: the controls of Pod Security that no app may loosen without a word."""

from collections.abc import Callable, Iterator

from policies.guides import BASELINE, NSA, RESTRICTED, cis, said_by
from policies.kubernetes_object import KubernetesObject, listing, mapping
from policies.pod import Pod, pod_of
from policies.rule import Finding, Rule, got

ADMITTED = "NET_BIND_SERVICE"
"""The one capability that `restricted` admits."""


def of_pods(check: Callable[[Pod], Iterator[Finding]]) -> Callable[[KubernetesObject], Iterator[Finding]]:
    """A check of pods as one of objects."""

    def of_objects(object_: KubernetesObject) -> Iterator[Finding]:
        pod = pod_of(object_)
        if pod:
            yield from check(pod)

    return of_objects


def on_linux(pod: Pod) -> bool:
    """Windows has none of it: https://kubernetes.io/docs/concepts/security/pod-security-standards/#os-specific-policy-controls."""
    return mapping(pod.spec.get("os")).get("name") != "windows"


def _privileged(pod: Pod) -> Iterator[Finding]:
    for container in pod.containers():
        if container.security.get("privileged"):
            yield Finding(f"{container.path}.securityContext.privileged", "expected false; got true")


def _escalation(pod: Pod) -> Iterator[Finding]:
    if "privilegeEscalation" in pod.relaxations() or not on_linux(pod):
        return
    for container in pod.containers():
        allowed = container.security.get("allowPrivilegeEscalation")
        if allowed is not False:
            yield Finding(
                f"{container.path}.securityContext.allowPrivilegeEscalation", f"expected false; {got(allowed)}"
            )


def _capabilities(pod: Pod) -> Iterator[Finding]:
    if not on_linux(pod):
        return
    reasons = pod.relaxations()
    for container in pod.containers():
        capabilities = mapping(container.security.get("capabilities"))
        path = f"{container.path}.securityContext.capabilities"
        if "ALL" not in listing(capabilities.get("drop")):
            yield Finding(f"{path}.drop", f"expected ALL; {got(capabilities.get('drop'))}")
        for added in listing(capabilities.get("add")):
            if added != ADMITTED and f"addCapabilities.{added}" not in reasons:
                yield Finding(f"{path}.add", f"expected at most {ADMITTED}; {got(added)}")


def _root(pod: Pod) -> Iterator[Finding]:
    if "runAsRoot" in pod.relaxations():
        return
    if pod.security.get("runAsUser") == 0:
        yield Finding(f"{pod.path}.securityContext.runAsUser", "expected another user than root; got 0")
    for container in pod.containers():
        path = f"{container.path}.securityContext"
        promised = container.security.get("runAsNonRoot", pod.security.get("runAsNonRoot"))
        if promised is not True:
            yield Finding(f"{path}.runAsNonRoot", f"expected true here or for the pod; {got(promised)}")
        if container.security.get("runAsUser") == 0:
            yield Finding(f"{path}.runAsUser", "expected another user than root; got 0")


def _root_file_system(pod: Pod) -> Iterator[Finding]:
    if "writableRootFilesystem" in pod.relaxations():
        return
    for container in pod.containers():
        read_only = container.security.get("readOnlyRootFilesystem")
        if read_only is not True:
            yield Finding(
                f"{container.path}.securityContext.readOnlyRootFilesystem", f"expected true; {got(read_only)}"
            )


PRIVILEGED = Rule(
    name="privileged",
    asks="No container is privileged.",
    why="Whoever breaks into a privileged container has the node.",
    link=said_by(BASELINE, cis("5.2.2"), NSA),
    write="(nothing: leave out what sets securityContext.privileged; slipway's components never do)",
    check=of_pods(_privileged),
)
PRIVILEGE_ESCALATION = Rule(
    name="privilege-escalation",
    asks="No process gains more rights than its parent has, unless the app gives a reason.",
    why="A set-user-ID program in the image would make its caller root.",
    link=said_by(RESTRICTED, cis("5.2.6"), NSA),
    write="relaxations: {privilegeEscalation: <the reason>}, or nothing: false is the default",
    check=of_pods(_escalation),
)
CAPABILITIES = Rule(
    name="capabilities",
    asks="Every container drops all capabilities, and adds none without a reason.",
    why="Each capability is a part of what root may do.",
    link=said_by(RESTRICTED, cis("5.2.8"), cis("5.2.9")),
    write="relaxations: {addCapabilities: {<capability>: <the reason>}}, or nothing: all are dropped by default",
    check=of_pods(_capabilities),
)
NON_ROOT = Rule(
    name="non-root",
    asks="No process is root, unless the app gives a reason.",
    why="Root in a container is root on the node as soon as it gets out.",
    link=said_by(RESTRICTED, cis("5.2.7"), NSA),
    write="runAsUser: 10001, or relaxations: {runAsRoot: <the reason>}",
    check=of_pods(_root),
)
READ_ONLY_ROOT = Rule(
    name="read-only-root",
    asks="No process can change the files of its image, unless the app gives a reason.",
    why="An intruder could otherwise put programs of his own beside the app's.",
    link=said_by(NSA),
    write="writablePaths: [/tmp], or relaxations: {writableRootFilesystem: <the reason>}",
    check=of_pods(_root_file_system),
)
