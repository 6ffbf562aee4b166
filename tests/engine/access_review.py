"""Asks the API server who may do what: a whole matrix in one request of kubectl."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tools.cluster import Cluster


@dataclass(frozen=True)
class Question:
    """May a user, or somebody of a group, do this?

    `action` is written as for `kubectl auth can-i`: `get pods --subresource=log`, `patch leases.coordination.k8s.io/a`.
    No namespace means the whole cluster.
    """

    action: str
    namespace: str = ""
    user: str = "anna"
    group: str | None = None

    @property
    def review(self) -> dict[str, Any]:
        """The object that the API server answers."""
        verb, target, *options = self.action.split()
        resource, _, name = target.partition("/")
        plural, _, group = resource.partition(".")
        attributes = {"namespace": self.namespace, "verb": verb, "group": group, "resource": plural, "name": name}
        for option in options:
            attributes["subresource"] = option.removeprefix("--subresource=")
        # The API server itself adds this group to whoever has shown who they are.
        groups = ["system:authenticated", *([self.group] if self.group else [])]
        return {
            "apiVersion": "authorization.k8s.io/v1",
            "kind": "SubjectAccessReview",
            "spec": {"user": self.user, "groups": groups, "resourceAttributes": attributes},
        }


def allowed(questions: Iterable[Question], cluster: Cluster) -> set[Question]:
    """Those that the API server says yes to."""
    asked = list(questions)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "reviews.json"
        file.write_text(json.dumps({"apiVersion": "v1", "kind": "List", "items": [each.review for each in asked]}))
        done = cluster.kubectl(["create", "-o", 'jsonpath={.status.allowed}{"\\n"}', "-f", str(file)])
    yes_or_no = {"true": True, "false": False}
    return {each for each, answer in zip(asked, done.out.split(), strict=True) if yes_or_no[answer]}
