"""Helm releases. Only Helm sees what a chart installs, so that the rules check the release itself."""

import re
from collections.abc import Iterator

from policies.guides import NSA, sources
from policies.kubernetes_object import KubernetesObject, mapping, text
from policies.rule import Finding, Rule, got

_EXACT = re.compile(r"^v?\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$")


def _version(object_: KubernetesObject) -> Iterator[Finding]:
    if not object_.is_release:
        return
    fetched = mapping(object_.content.get("repositoryOpts")).get("repo")
    if (fetched or text(object_.content.get("chart")).startswith("oci://")) and not _EXACT.match(
        text(object_.content.get("version"))
    ):
        yield Finding("version", f"expected an exact version, for example 1.2.3; {got(object_.content.get('version'))}")


RELEASE_VERSION = Rule(
    name="release-version",
    requirement="A chart from a repository is pinned to an exact version.",
    why="A new version would be installed without a review.",
    link=sources(NSA),
    fix="monitoring: {chartVersion: <version>}",
    check=_version,
)
