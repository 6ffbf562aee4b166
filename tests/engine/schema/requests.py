"""What the API server is asked for once a stack is deployed: by the program, and then by the controllers.

A controller's object is told of by nobody when it is refused: the Deployment was accepted, and its pods never come.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from offline.manifests import Manifest
from offline.recorder import AUTONAMED
from slipway.blocks.security import ENFORCE
from slipway.settings.security import LEVELS

Content = dict[str, Any]

PREFIX = "schema-"
PREPARED = {level: f"{PREFIX}{level}" for level in LEVELS}
"""The namespaces in the cluster, by Pod Security level."""
BEFORE_RANDOM = {"Deployment": "-6c5f9d7b4d-", "DaemonSet": "-", "Job": "-"}
RANDOM = "x2x2x"
HOST_NAME_LIMIT = 63
"""A controller shortens its name for the suffix of its pods; a StatefulSet does not."""


def requests_of(manifests: list[Manifest]) -> Iterator[Content]:
    """Each object alone, in an existing namespace."""
    levels = {each.name: each.content["metadata"]["labels"][ENFORCE] for each in manifests if each.kind == "Namespace"}
    for each in manifests:
        if each.kind != "HelmRelease":
            content = json.loads(json.dumps(each.content).replace(AUTONAMED, "x2x2x2x2"))
            if "namespace" in content["metadata"]:
                content["metadata"]["namespace"] = PREPARED[levels[content["metadata"]["namespace"]]]
            yield content
            yield from _of_controller(content)


def _of_controller(owner: Content) -> Iterator[Content]:
    kind, spec = owner["kind"], owner.get("spec", {})
    if kind == "CronJob":
        job = _object(owner, "batch/v1", "Job", f"{owner['metadata']['name']}-29000000", spec["jobTemplate"])
        yield job
        yield from _of_controller(job)
    elif kind in BEFORE_RANDOM:
        stem = f"{owner['metadata']['name']}{BEFORE_RANDOM[kind]}"[: HOST_NAME_LIMIT - len(RANDOM)]
        yield _pod(owner, stem + RANDOM, spec["template"])
    elif kind == "StatefulSet":
        pod = f"{owner['metadata']['name']}-0"
        claims = spec.get("volumeClaimTemplates", ())
        yield _pod(owner, pod, spec["template"], [_claimed(each, pod) for each in claims])
        for each in claims:
            yield _object(owner, "v1", "PersistentVolumeClaim", f"{each['metadata']['name']}-{pod}", each)


def _pod(owner: Content, name: str, template: Content, volumes: Iterable[Content] = ()) -> Content:
    """The pod without its account and priority class, because the cluster does not have them."""
    absent = ("serviceAccountName", "priorityClassName")
    spec = {key: value for key, value in template["spec"].items() if key not in absent}
    return _object(
        owner, "v1", "Pod", name, {**template, "spec": {**spec, "volumes": [*spec.get("volumes", ()), *volumes]}}
    )


def _claimed(template: Content, pod: str) -> Content:
    name = template["metadata"]["name"]
    return {"name": name, "persistentVolumeClaim": {"claimName": f"{name}-{pod}"}}


def _object(owner: Content, version: str, kind: str, name: str, template: Content) -> Content:
    metadata = {**template.get("metadata", {}), "name": name, "namespace": owner["metadata"]["namespace"]}
    return {"apiVersion": version, "kind": kind, "metadata": metadata, "spec": template["spec"]}
