"""The privileges of a container: controls of Pod Security that an app relaxes only with a reason."""

from collections.abc import Iterator

from policies.guides import BASELINE, NSA, RESTRICTED, cis, sources
from policies.kubernetes_object import listing, mapping
from policies.pod import Pod, of_pods
from policies.rule import Finding, Rule, got

ADMITTED = "NET_BIND_SERVICE"
"""The one capability that `restricted` admits."""


def on_linux(pod: Pod) -> bool:
    """False for Windows, which has no such controls: https://kubernetes.io/docs/concepts/security/pod-security-standards/#os-specific-policy-controls."""
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
        yield Finding(f"{pod.path}.securityContext.runAsUser", "expected a user other than root; got 0")
    for container in pod.containers():
        path = f"{container.path}.securityContext"
        promised = container.security.get("runAsNonRoot", pod.security.get("runAsNonRoot"))
        if promised is not True:
            yield Finding(f"{path}.runAsNonRoot", f"expected true here or for the pod; {got(promised)}")
        if container.security.get("runAsUser") == 0:
            yield Finding(f"{path}.runAsUser", "expected a user other than root; got 0")


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
    requirement="No container is privileged.",
    why="An attacker in a privileged container controls the node.",
    link=sources(BASELINE, cis("5.2.2"), NSA),
    fix="remove what sets securityContext.privileged: a patch, or a line of your own program",
    check=of_pods(_privileged),
)
PRIVILEGE_ESCALATION = Rule(
    name="privilege-escalation",
    requirement="No process gains more privileges than its parent, unless the app gives a reason.",
    why="A set-user-ID program in the image would run as root.",
    link=sources(RESTRICTED, cis("5.2.6"), NSA),
    fix="relaxations: {privilegeEscalation: <the reason>}, or nothing: false is the default",
    check=of_pods(_escalation),
)
CAPABILITIES = Rule(
    name="capabilities",
    requirement="Every container drops all capabilities, and adds one only with a reason.",
    why="Each capability gives some of the rights of root.",
    link=sources(RESTRICTED, cis("5.2.8"), cis("5.2.9")),
    fix="relaxations: {addCapabilities: {<capability>: <the reason>}}, or nothing: all are dropped by default",
    check=of_pods(_capabilities),
)
NON_ROOT = Rule(
    name="non-root",
    requirement="No process runs as root, unless the app gives a reason.",
    why="A root process that escapes its container is root on the node.",
    link=sources(RESTRICTED, cis("5.2.7"), NSA),
    fix="runAsUser: 10001, or relaxations: {runAsRoot: <the reason>}",
    check=of_pods(_root),
)
READ_ONLY_ROOT = Rule(
    name="read-only-root",
    requirement="The root filesystem of every container is read-only, unless the app gives a reason.",
    why="An attacker could add programs to the container.",
    link=sources(NSA),
    fix="writablePaths: [/tmp], or relaxations: {writableRootFilesystem: <the reason>}",
    check=of_pods(_root_file_system),
)
