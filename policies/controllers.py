"""Who looks after pods."""

from collections.abc import Iterator

from policies.guides import PODS, said_by
from policies.kubernetes_object import KubernetesObject
from policies.rule import Finding, Rule


def _bare(object_: KubernetesObject) -> Iterator[Finding]:
    if object_.kind == "Pod":
        yield Finding("kind", "expected a Deployment, StatefulSet, DaemonSet, CronJob or Job; got a Pod")


BARE_PODS = Rule(
    name="bare-pods",
    asks="Pods are made by a controller.",
    why="Nobody makes a bare pod anew when its node goes.",
    link=said_by(PODS),
    write="kind: stateless, or another kind of app",
    check=_bare,
)
