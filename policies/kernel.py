"""Protection of the kernel of the node: seccomp, AppArmor, SELinux, /proc, sysctls."""

from collections.abc import Iterator

from policies.guides import BASELINE, RESTRICTED, cis, sources
from policies.kubernetes_object import mapping, steps, text
from policies.pod import Pod, of_pods
from policies.privileges import on_linux
from policies.rule import Finding, Rule, got

SYSCTLS = {
    "kernel.shm_rmid_forced",
    "net.ipv4.ip_local_port_range",
    "net.ipv4.ip_unprivileged_port_start",
    "net.ipv4.tcp_syncookies",
    "net.ipv4.ping_group_range",
    "net.ipv4.ip_local_reserved_ports",
    "net.ipv4.tcp_keepalive_time",
    "net.ipv4.tcp_fin_timeout",
    "net.ipv4.tcp_keepalive_intvl",
    "net.ipv4.tcp_keepalive_probes",
    "net.ipv4.tcp_rmem",
    "net.ipv4.tcp_wmem",
}
SELINUX_TYPES = {"", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"}
_SECCOMP = {"RuntimeDefault", "Localhost"}
_APPARMOR = "container.apparmor.security.beta.kubernetes.io/"


def _seccomp(pod: Pod) -> Iterator[Finding]:
    if not on_linux(pod):
        return
    inherited = mapping(pod.security.get("seccompProfile")).get("type")
    for container in pod.containers():
        profile = mapping(container.security.get("seccompProfile")).get("type", inherited)
        if text(profile) not in _SECCOMP:
            path = f"{container.path}.securityContext.seccompProfile.type"
            yield Finding(path, f"expected RuntimeDefault or Localhost here or for the pod; {got(profile)}")


def _apparmor(pod: Pod) -> Iterator[Finding]:
    for path, context in pod.security_contexts():
        if mapping(context.get("appArmorProfile")).get("type") == "Unconfined":
            yield Finding(f"{path}.appArmorProfile.type", 'expected RuntimeDefault or Localhost; got "Unconfined"')
    for name, value in mapping(pod.metadata.get("annotations")).items():
        if name.startswith(_APPARMOR) and value == "unconfined":
            yield Finding(f"{pod.path}: annotation {name}", 'expected runtime/default; got "unconfined"')


def _selinux(pod: Pod) -> Iterator[Finding]:
    for path, context in pod.security_contexts():
        options = mapping(context.get("seLinuxOptions"))
        if text(options.get("type")) not in SELINUX_TYPES:
            yield Finding(f"{path}.seLinuxOptions.type", f"expected container_t; {got(options.get('type'))}")
        for field in ("user", "role"):
            if options.get(field):
                yield Finding(f"{path}.seLinuxOptions.{field}", f"expected no {field}; {got(options.get(field))}")


def _proc(pod: Pod) -> Iterator[Finding]:
    for container in pod.containers():
        mount = container.security.get("procMount", "Default")
        if mount != "Default":
            yield Finding(f"{container.path}.securityContext.procMount", f"expected Default; {got(mount)}")


def _sysctls(pod: Pod) -> Iterator[Finding]:
    for step, each in steps(pod.security.get("sysctls")):
        name = mapping(each).get("name")
        if text(name) not in SYSCTLS:
            yield Finding(f"{pod.path}.securityContext.sysctls{step}", f"expected a safe sysctl; {got(name)}")


_REMOVE = "remove what sets it: a patch, or a line of your own program"

SECCOMP = Rule(
    name="seccomp",
    requirement="Every container has a seccomp profile.",
    why="Most container escapes use system calls that no app needs.",
    link=sources(RESTRICTED, cis("5.6.2")),
    fix="remove what sets another profile: RuntimeDefault is the default",
    check=of_pods(_seccomp),
)
APPARMOR = Rule(
    name="apparmor",
    requirement="No container turns its AppArmor profile off.",
    why="The profile blocks access to files and devices of the node.",
    link=sources(BASELINE),
    fix=_REMOVE,
    check=of_pods(_apparmor),
)
SELINUX = Rule(
    name="selinux",
    requirement="Every container has an SELinux type for containers.",
    why="The type blocks access to files of the node and of other containers.",
    link=sources(BASELINE),
    fix=_REMOVE,
    check=of_pods(_selinux),
)
PROC_MOUNT = Rule(
    name="proc-mount",
    requirement="No container unmasks /proc.",
    why="Parts of /proc show and change the state of the node.",
    link=sources(BASELINE),
    fix=_REMOVE,
    check=of_pods(_proc),
)
SYSCTLS_RULE = Rule(
    name="sysctls",
    requirement="Pods set safe sysctls only.",
    why="Other sysctls change the kernel for every pod of the node.",
    link=sources(BASELINE),
    fix=_REMOVE,
    check=of_pods(_sysctls),
)
