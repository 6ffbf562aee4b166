"""The labels of the objects of an app, and the labels that select its pods.

https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from slipway.settings.namespace import ManagedNamespaceSettings
from slipway.settings.stack import StackSettings

NAME = "app.kubernetes.io/name"
VERSION = "app.kubernetes.io/version"
MANAGED_BY = "app.kubernetes.io/managed-by"
COMPONENT = "app.kubernetes.io/component"
TEAM = "slipway.dev/team"
EXPOSED = "slipway.dev/exposed"


def selector(name: str) -> dict[str, str]:
    """The labels that select the pods of an app: only its name, because a selector is immutable."""
    return {NAME: name}


@dataclass(frozen=True)
class Marks:
    """The labels and annotations that several objects have alike."""

    labels: Mapping[str, str]
    annotations: Mapping[str, str] = field(default_factory=dict)

    def with_labels(self, labels: Mapping[str, str]) -> "Marks":
        """The same with these labels too."""
        return replace(self, labels={**self.labels, **labels})

    def of_app(self, name: str) -> "Marks":
        """Those of every object of an app: its selector too."""
        return self.with_labels(selector(name))

    def of_version(self, image: str) -> "Marks":
        """Those of the controller and its pods, which change with the image anyway."""
        return self.with_labels({VERSION: version_of(image)})

    def of_team(self, team: str | None) -> "Marks":
        """Those of the objects of a team."""
        return self.with_labels({TEAM: team} if team else {})


MANAGED = Marks({MANAGED_BY: "pulumi"})
"""The marks of every object."""


def marks_of(settings: ManagedNamespaceSettings | StackSettings) -> Marks:
    """The marks of every object of a namespace or a stack. Labels of slipway override those that are said."""
    said = Marks({**settings.labels, **MANAGED.labels}, settings.annotations)
    return said.of_team(settings.team) if isinstance(settings, ManagedNamespaceSettings) else said


def exposed(*, decided: bool) -> dict[str, str]:
    """The label of the Service, Ingress and routes of an app with `exposed: true`."""
    return {EXPOSED: "true"} if decided else {}


def version_of(image: str) -> str:
    """The tag, or the first characters of the digest, as a label value."""
    tagged, _, digest = image.partition("@sha256:")
    tag = tagged.rpartition("/")[2].partition(":")[2] or digest[:12]
    return re.sub(r"[^-._A-Za-z0-9]", "_", tag)[:63].strip("-._")
