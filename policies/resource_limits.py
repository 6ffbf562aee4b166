"""What a container may use."""

from collections.abc import Iterator

from policies.guides import LIMITS, NSA, said_by
from policies.kubernetes_object import KubernetesObject, mapping
from policies.pod import pod_of
from policies.rule import Finding, Rule


def _limits(object_: KubernetesObject) -> Iterator[Finding]:
    pod = pod_of(object_)
    for container in pod.containers() if pod else ():
        if container.role == "ephemeral":  # the API has no resources for them
            continue
        resources = mapping(container.content.get("resources"))
        for part, noun in (("requests", "a request"), ("limits", "a limit")):
            for resource in ("cpu", "memory"):
                if not mapping(resources.get(part)).get(resource):
                    yield Finding(f"{container.path}.resources.{part}.{resource}", f"expected {noun}; got nothing")


RESOURCE_LIMITS = Rule(
    name="resource-limits",
    asks="Every container, those that start first too, requests cpu and memory and has a limit for both.",
    why="Without requests the scheduler guesses, and without limits one container starves all others of its node.",
    link=said_by(LIMITS, NSA),
    write="resources: {cpu: 100m..500m, memory: 128Mi}",
    check=_limits,
)
