"""The labels of an app's objects, and the smaller set that selects its pods.

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
    """What selects the pods of an app: its name alone, because a selector can never change."""
    return {NAME: name}


def common(name: str, team: str | None = None) -> dict[str, str]:
    """What every object of an app carries: its selector, its owner and its team."""
    return {**selector(name), **owned_by(team)}


def versioned(name: str, image: str, team: str | None = None) -> dict[str, str]:
    """What the objects carry that change with the image anyway: the controller and its pods."""
    return {**common(name, team), VERSION: version_of(image)}


def owned_by(team: str | None) -> dict[str, str]:
    """What an object carries that belongs to no single app."""
    return {MANAGED_BY: "pulumi", **({TEAM: team} if team else {})}


def exposed(*, decided: bool) -> dict[str, str]:
    """What the ways to an app carry that was decided to be reached from outside: Service, Ingress and HTTPRoute."""
    return {EXPOSED: "true"} if decided else {}


def version_of(image: str) -> str:
    """The tag, or the beginning of the digest, as a label's value: at most 63 characters of a limited alphabet."""
    tagged, _, digest = image.partition("@sha256:")
    tag = tagged.rpartition("/")[2].partition(":")[2] or digest[:12]
    return re.sub(r"[^-._A-Za-z0-9]", "_", tag)[:63].strip("-._")
