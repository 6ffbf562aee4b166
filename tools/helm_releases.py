"""Helm releases: those that a killed command has left unfinished, and the objects that they have made.

Helm keeps each revision of a release in a Secret, with the status in a label and the manifest in the content:
https://helm.sh/docs/topics/advanced/#storage-backends. After an unfinished installation or upgrade it refuses every
later one ("cannot re-use a name that is still in use", "another operation is in progress"). If the unfinished revision
is deleted, Helm takes the one before. The objects that it had made stay, and the next installation takes them over,
because they are annotated with the release.
"""

import gzip
import json
from base64 import b64decode
from collections.abc import Iterable
from typing import Any

from tools.cluster import Cluster, in_context
from tools.steps import Step

UNFINISHED = "pending-install,pending-upgrade,pending-rollback,uninstalling"


def unstick(cluster: Cluster, context: str | None, releases: Iterable[tuple[str, str]], step: Step) -> None:
    """Deletes the unfinished revisions of these releases (namespace and name), and prints that.

    Call it only if no other command works on the stack.
    """
    for namespace, name in sorted(releases):
        for revision in _revisions(cluster, context, namespace, name, f"status in ({UNFINISHED})"):
            labels, secret = revision["metadata"]["labels"], revision["metadata"]["name"]
            cluster.kubectl(["delete", "secret", secret, "-n", namespace, *in_context(context)])
            step.remark(
                f"a killed command had left the release {namespace}/{name} {labels['status']} (revision "
                f"{labels['version']}); it begins anew"
            )


def is_deployed(cluster: Cluster, context: str | None, namespace: str, name: str) -> bool:
    """True if a revision of the release was installed to its end."""
    return bool(_revisions(cluster, context, namespace, name, "status=deployed"))


def manifest(cluster: Cluster, context: str | None, namespace: str, name: str) -> str:
    """All objects of the release but hooks, as YAML. Empty if it is not installed."""
    found = _revisions(cluster, context, namespace, name, "status=deployed")
    if not found:
        return ""
    last = max(found, key=lambda each: int(each["metadata"]["labels"]["version"]))
    # Helm writes base64 of its own into the Secret, whose values are base64 already.
    content: dict[str, Any] = json.loads(gzip.decompress(b64decode(b64decode(last["data"]["release"]))))
    return str(content["manifest"])


def _revisions(cluster: Cluster, context: str | None, namespace: str, name: str, status: str) -> list[dict[str, Any]]:
    selected = ["-l", f"owner=helm,name={name},{status}"]
    found = cluster.kubectl(["get", "secrets", "-n", namespace, *selected, "-o", "json", *in_context(context)])
    revisions: list[dict[str, Any]] = json.loads(found.out)["items"]
    return revisions
