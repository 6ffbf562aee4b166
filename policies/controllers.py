"""Pods without a controller."""

from collections.abc import Iterator

from policies.guides import PODS, sources
from policies.kubernetes_object import KubernetesObject
from policies.rule import Finding, Rule


def _bare(object_: KubernetesObject) -> Iterator[Finding]:
    if object_.kind == "Pod":
        yield Finding("kind", "expected a Deployment, StatefulSet, DaemonSet, CronJob or Job; got Pod")


BARE_PODS = Rule(
    name="bare-pods",
    requirement="A controller creates every pod.",
    why="Nothing replaces a bare pod when its node fails.",
    link=sources(PODS),
    fix="kind: stateless, or another kind of app",
    check=_bare,
)
