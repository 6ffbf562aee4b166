"""Helm releases. What a chart installs is seen by Helm alone: of a release only what it says itself is checked."""

import re
from collections.abc import Iterator

from policies.guides import NSA, said_by
from policies.kubernetes_object import KubernetesObject, mapping, text
from policies.rule import Finding, Rule, got

_EXACT = re.compile(r"^v?\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$")


def _version(object_: KubernetesObject) -> Iterator[Finding]:
    if object_.kind != "HelmRelease":
        return
    fetched = mapping(object_.content.get("repositoryOpts")).get("repo")
    if (fetched or text(object_.content.get("chart")).startswith("oci://")) and not _EXACT.match(
        text(object_.content.get("version"))
    ):
        yield Finding("version", f"expected one exact version; {got(object_.content.get('version'))}")


RELEASE_VERSION = Rule(
    name="release-version",
    asks="A chart from a repository is pinned to one version.",
    why="Another version is another program, and nobody has looked at it.",
    link=said_by(NSA),
    write="monitoring: {chartVersion: <version>}",
    check=_version,
)
