"""The labels of the objects of an app, and the labels that select its pods.

https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
"""

import re

NAME = "app.kubernetes.io/name"
VERSION = "app.kubernetes.io/version"
MANAGED_BY = "app.kubernetes.io/managed-by"
COMPONENT = "app.kubernetes.io/component"
TEAM = "slipway.dev/team"
EXPOSED = "slipway.dev/exposed"


def selector(name: str) -> dict[str, str]:
    """The labels that select the pods of an app: only its name, because a selector is immutable."""
    return {NAME: name}


def common(name: str, team: str | None = None) -> dict[str, str]:
    """The labels of every object of an app: selector, manager and team."""
    return {**selector(name), **owned_by(team)}


def versioned(name: str, image: str, team: str | None = None) -> dict[str, str]:
    """The labels of the controller and its pods, which change with the image anyway."""
    return {**common(name, team), VERSION: version_of(image)}


def owned_by(team: str | None) -> dict[str, str]:
    """The labels of an object that belongs to no single app."""
    return {MANAGED_BY: "pulumi", **({TEAM: team} if team else {})}


def exposed(*, decided: bool) -> dict[str, str]:
    """The label of the Service, Ingress and HTTPRoute of an app with `exposed: true`."""
    return {EXPOSED: "true"} if decided else {}


def version_of(image: str) -> str:
    """The tag, or the first characters of the digest, as a label value."""
    tagged, _, digest = image.partition("@sha256:")
    tag = tagged.rpartition("/")[2].partition(":")[2] or digest[:12]
    return re.sub(r"[^-._A-Za-z0-9]", "_", tag)[:63].strip("-._")
