"""Requests and limits of containers."""

from collections.abc import Iterator

from policies.guides import LIMITS, NSA, sources
from policies.kubernetes_object import mapping
from policies.pod import Pod, of_pods
from policies.rule import Finding, Rule


def _limits(pod: Pod) -> Iterator[Finding]:
    for container in pod.containers():
        if container.role == "ephemeral":  # the API server accepts no resources there
            continue
        resources = mapping(container.content.get("resources"))
        for part, noun in (("requests", "a request"), ("limits", "a limit")):
            for resource in ("cpu", "memory"):
                excused = (part, resource) == ("limits", "cpu") and "noCpuLimit" in pod.relaxations()
                if not excused and not mapping(resources.get(part)).get(resource):
                    yield Finding(f"{container.path}.resources.{part}.{resource}", f"expected {noun}; got nothing")


RESOURCE_LIMITS = Rule(
    name="resource-limits",
    requirement="Every container, init containers included, has requests and limits for cpu and memory, unless a "
    "relaxation gives the reason for no cpu limit.",
    why="Without requests, nodes are overloaded; without limits, one container takes the resources of all others.",
    link=sources(LIMITS, NSA),
    fix="resources: {cpu: 100m..500m, memory: 128Mi}",
    check=of_pods(_limits),
)
