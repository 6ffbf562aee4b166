"""Helm releases that a killed command has left in the middle of an installation or an upgrade.

Helm refuses every later operation on them ("cannot re-use a name that is still in use", "another operation is in
progress"). It keeps each revision of a release in a Secret with the status in a label, and takes the revision before if
the unfinished one is deleted. The objects that it had made stay, and the next installation takes them over, because
they are annotated with the release. https://helm.sh/docs/topics/advanced/#storage-backends
"""

import json
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


def _revisions(cluster: Cluster, context: str | None, namespace: str, name: str, status: str) -> list[dict[str, Any]]:
    selected = ["-l", f"owner=helm,name={name},{status}"]
    found = cluster.kubectl(["get", "secrets", "-n", namespace, *selected, "-o", "json", *in_context(context)])
    revisions: list[dict[str, Any]] = json.loads(found.out)["items"]
    return revisions
