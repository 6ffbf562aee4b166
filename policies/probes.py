"""Readiness and liveness probes."""

from collections.abc import Iterator

from policies.guides import PROBES, sources
from policies.pod import Pod, of_pods
from policies.rule import Finding, Rule

_NEEDED = {"readinessProbe": "noReadinessProbe", "livenessProbe": "noLivenessProbe"}
"""The probes, each with the relaxation that does without it."""


def _probes(pod: Pod) -> Iterator[Finding]:
    for container in pod.containers() if not pod.ends else ():
        if container.role in ("app", "sidecar") and container.content.get("ports"):
            for probe, relaxation in _NEEDED.items():
                if not container.content.get(probe) and relaxation not in pod.relaxations():
                    yield Finding(
                        f"{container.path}.{probe}", "expected a probe for a container with ports; got nothing"
                    )


SERVING_PROBES = Rule(
    name="probes",
    requirement="Every container with ports has a readiness and a liveness probe, unless it ends by itself, or a "
    "relaxation gives the reason.",
    why="Without probes, requests go to pods that cannot answer, and a process that hangs is never restarted.",
    link=sources(PROBES),
    fix="probes: {readiness: {path: /healthz}, liveness: {path: /healthz}}",
    check=of_pods(_probes),
)
