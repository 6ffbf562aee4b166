"""Definitions of custom resources for the embedded cluster, from the user's files.

A stack may use kinds that operators define: Gateway API, External Secrets, Cilium. The embedded cluster has no
operators, but with the definitions it accepts the objects, and the stack can be tried.
https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/custom-resources/
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tools.cluster import Cluster
from tools.failure import Failure
from tools.steps import Step

KIND = "CustomResourceDefinition"
SECONDS = 30


def install(cluster: Cluster, path: Path, step: Step) -> None:
    """Applies every CustomResourceDefinition in a file or folder, and waits until the API server serves them.

    Other objects in the files are left out, and counted in the result. Raises `Failure` if there is no definition.
    """
    objects = list(_objects(path))
    found = [each for each in objects if each.get("kind") == KIND]
    if not found:
        raise Failure(f"CRDS={path} has no {KIND}; expected a YAML file with some, or a folder of such files")
    listed = json.dumps({"apiVersion": "v1", "kind": "List", "items": found})
    cluster.kubectl(["apply", "--server-side", "--force-conflicts", "-f", "-"], given=listed)
    names = [f"crd/{each['metadata']['name']}" for each in found]
    cluster.kubectl(["wait", "--for=condition=Established", f"--timeout={SECONDS}s", *names])
    others = len(objects) - len(found)
    step.result = f"{len(found)} definitions{f'; {others} other objects left out' if others else ''}"


def _objects(path: Path) -> Iterator[dict[str, Any]]:
    if not path.exists():
        raise Failure(f"CRDS={path} does not exist; expected a YAML file or a folder of YAML files")
    for file in [path] if path.is_file() else sorted([*path.rglob("*.yaml"), *path.rglob("*.yml")]):
        yield from (each for each in _documents(file) if isinstance(each, dict))


def _documents(file: Path) -> list[Any]:
    try:
        return list(yaml.safe_load_all(file.read_text()))
    except (yaml.YAMLError, OSError, UnicodeDecodeError) as error:
        raise Failure(f"CRDS: {file} cannot be read: {' '.join(str(error).split())}") from None
