"""The namespaces of a stack that exist already, and that somebody else has made.

Without this check, server-side apply takes a running namespace over without a word, closes its network, and a destroy
deletes it with everything in it.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pulumi

from components.stack_state import held
from slipway.checks.problems import Problem, path_of
from slipway.settings.stack import StackSettings
from stack.kubectl import ask, there_is_kubectl

NAMESPACE = "kubernetes:core/v1:Namespace"


def existing_namespaces(stack: StackSettings) -> Iterator[Problem]:
    """The namespaces that this update would create, and that exist. Those with `adopt` are left out.

    Asks the cluster with kubectl, and only if there is a namespace that the state does not hold.
    """
    known = {outputs["metadata"]["name"] for outputs in held(NAMESPACE).values()}
    new = {name: path for name, path in _not_adopted(stack) if name not in known}
    for found in _read(sorted(new), stack.cluster.context) if new else ():
        metadata = found["metadata"]
        yield Problem(
            new[metadata["name"]],
            f"the namespace exists since {metadata['creationTimestamp']} and is not this stack's{_labelled(metadata)}. "
            "Expected another name. To take it over with everything in it, give the reason: adopt: <reason> "
            "(docs/adopting.md). If an update of this stack was cut short after it had made it, run `make up`",
        )


def _not_adopted(stack: StackSettings) -> Iterator[tuple[str, str]]:
    for name, settings in stack.namespaces.items():
        if settings.adopt is None:
            yield name, path_of("namespaces", name)
    if stack.monitoring is not None and stack.monitoring.adopt is None:
        yield stack.monitoring.namespace, path_of("monitoring", "namespace")


def _read(names: Sequence[str], context: str | None) -> list[Mapping[str, Any]]:
    if not there_is_kubectl():
        pulumi.log.warn(
            f"kubectl is not on PATH, so slipway cannot see whether somebody else has made {', '.join(names)} before"
        )
        return []
    done = ask(["get", "namespaces", *names, "--ignore-not-found", "-o", "json"], context)
    if done.returncode != 0:
        raise pulumi.RunError(f"the namespaces of the cluster cannot be read; kubectl said: {done.stderr.strip()}")
    answer: dict[str, Any] = json.loads(done.stdout) if done.stdout.strip() else {"items": []}
    return list(answer.get("items", [answer]))


def _labelled(metadata: Mapping[str, Any]) -> str:
    said = {key: value for key, value in (metadata.get("labels") or {}).items() if key != "kubernetes.io/metadata.name"}
    return f" (labels {', '.join(f'{key}={value}' for key, value in sorted(said.items()))})" if said else ""
