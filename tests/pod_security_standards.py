"""The Pod Security Standards, control by control: a pod that violates it, the message of the API server, and our
policy.

https://kubernetes.io/docs/concepts/security/pod-security-standards/, as of Kubernetes 1.36
"""

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

SOUND: dict[str, Any] = {
    "automountServiceAccountToken": False,
    "securityContext": {"runAsNonRoot": True, "runAsUser": 10001, "seccompProfile": {"type": "RuntimeDefault"}},
    "containers": [
        {
            "name": "a",
            "image": "a:1",
            "securityContext": {
                "allowPrivilegeEscalation": False,
                "readOnlyRootFilesystem": True,
                "capabilities": {"drop": ["ALL"]},
            },
        }
    ],
}
"""A pod that violates no control."""


@dataclass(frozen=True)
class Breach:
    """A violation of a control: settings of the pod, its security context, its container or the container's security
    context.
    """

    level: str
    control: str
    refusal: str
    rule: str
    pod: dict[str, Any] = field(default_factory=dict)
    pod_security: dict[str, Any] = field(default_factory=dict)
    container: dict[str, Any] = field(default_factory=dict)
    security: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.level}: {self.control}"

    def of(self, spec: dict[str, Any]) -> dict[str, Any]:
        """The pod with the violation."""
        broken = deepcopy(spec)
        first = broken["containers"][0]
        for whole, said in (
            (broken, self.pod),
            (broken["securityContext"], self.pod_security),
            (first, self.container),
            (first["securityContext"], self.security),
        ):
            whole.update(said)
            for key in [key for key, value in said.items() if value is None]:
                del whole[key]
        return broken


def _volume(**source: Any) -> dict[str, Any]:
    return {"volumes": [{"name": "v", **source}]}


BREACHES = (
    Breach(
        *("baseline", "HostProcess", "hostProcess (", "host-process"),
        # The API server wants the network of the node beside it.
        pod={"hostNetwork": True},
        pod_security={"windowsOptions": {"hostProcess": True}},
    ),
    Breach(
        *("baseline", "Host Namespaces", "host namespaces (hostNetwork=true, hostPID=true, hostIPC=true)"),
        rule="host-namespaces",
        pod={"hostNetwork": True, "hostPID": True, "hostIPC": True},
    ),
    Breach(
        *("baseline", "Privileged Containers", "privileged (", "privileged"),
        security={"privileged": True, "allowPrivilegeEscalation": None},
    ),
    Breach(
        *("baseline", "Capabilities", "unrestricted capabilities (", "capabilities"),
        security={"capabilities": {"drop": ["ALL"], "add": ["NET_RAW"]}},
    ),
    Breach(
        *("baseline", "HostPath Volumes", "restricted volume types (", "host-paths"),
        pod=_volume(hostPath={"path": "/var/log"}),
    ),
    Breach(
        *("baseline", "Host Ports", "hostPort (", "host-ports"),
        container={"ports": [{"containerPort": 8080, "hostPort": 8080}]},
    ),
    Breach(
        *("baseline", "Host Probes / Lifecycle Hooks", "probe or lifecycle host (", "host-probes"),
        container={"livenessProbe": {"httpGet": {"host": "10.0.0.1", "port": 80, "path": "/"}}},
    ),
    Breach(
        *("baseline", "AppArmor", "forbidden AppArmor profile", "apparmor"),
        security={"appArmorProfile": {"type": "Unconfined"}},
    ),
    Breach("baseline", "SELinux", "seLinuxOptions (", "selinux", security={"seLinuxOptions": {"type": "spc_t"}}),
    Breach(
        *("baseline", "/proc Mount Type", "procMount (", "proc-mount"),
        # The API server wants a user namespace beside it.
        pod={"hostUsers": False},
        security={"procMount": "Unmasked"},
    ),
    Breach(
        *("baseline", "Seccomp", "seccompProfile (", "seccomp"),
        security={"seccompProfile": {"type": "Unconfined"}},
    ),
    Breach(
        *("baseline", "Sysctls", "forbidden sysctls (", "sysctls"),
        pod_security={"sysctls": [{"name": "kernel.msgmax", "value": "1"}]},
    ),
    Breach(
        *("restricted", "Volume Types", "restricted volume types (", "volume-types"),
        pod=_volume(nfs={"server": "nfs.example.com", "path": "/"}),
    ),
    Breach(
        *("restricted", "Privilege Escalation", "allowPrivilegeEscalation != false (", "privilege-escalation"),
        security={"allowPrivilegeEscalation": None},
    ),
    Breach(
        *("restricted", "Running as Non-root", "runAsNonRoot != true (", "non-root"),
        pod_security={"runAsNonRoot": None},
    ),
    Breach(
        *("restricted", "Running as Non-root user", "runAsUser=0 (", "non-root"),
        pod_security={"runAsUser": 0, "runAsNonRoot": None},
    ),
    Breach("restricted", "Seccomp", "seccompProfile (", "seccomp", pod_security={"seccompProfile": None}),
    Breach("restricted", "Capabilities", "unrestricted capabilities (", "capabilities", security={"capabilities": {}}),
)
