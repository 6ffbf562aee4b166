"""Reads the objects of a stack from its cluster, with few requests."""

import json
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from drift.objects import Identity, Object
from tools.cluster import Cluster, in_context
from tools.failure import Failure

AT_ONCE = 4
"""Namespaces that are read at the same time."""

OPENINGS = ("networkpolicies.networking.k8s.io", "rolebindings.rbac.authorization.k8s.io")
"""Resources by which somebody else can open a namespace."""


_JSON = ("-o", "json", "--show-managed-fields")


@dataclass(frozen=True)
class Resources:
    """The kinds of object that a cluster knows."""

    names: Mapping[tuple[str, str], str]
    """The name of the resource for kubectl, by group and kind."""

    def know(self, which: Identity) -> bool:
        """True if the API server has a definition of its kind."""
        return (which.group, which.kind) in self.names

    @staticmethod
    def read(cluster: Cluster, context: str | None) -> "Resources":
        """Asks the API server."""
        listed = _kubectl(cluster, context, ["api-resources", "--no-headers"]).splitlines()
        names: dict[tuple[str, str], str] = {}
        for line in listed:
            # NAME SHORTNAMES APIVERSION NAMESPACED KIND; there may be no short name.
            columns = line.split()
            group = columns[-3].rpartition("/")[0]
            names[group, columns[-1]] = f"{columns[0]}.{group}" if group else columns[0]
        return Resources(names)


def read_live(
    cluster: Cluster, context: str | None, resources: Resources, wanted: Iterable[Identity]
) -> dict[Identity, Object]:
    """The objects that exist: those that are wanted, and everything of the same kinds in the same namespaces."""
    known = [each for each in wanted if resources.know(each)]
    namespaces = sorted({each.namespace for each in known if each.namespace})
    of_cluster = sorted(
        {(resources.names[each.group, each.kind], each.name) for each in known if not each.namespace}
        | {("namespaces", each) for each in namespaces}
    )
    found = _by_name(cluster, context, of_cluster)
    kinds = {resources.names[each.group, each.kind] for each in known if each.namespace} | {*OPENINGS}
    existing = [each for each in namespaces if Identity("", "Namespace", "", each) in found]

    def read(namespace: str) -> dict[Identity, Object]:
        return _objects(_kubectl(cluster, context, ["get", ",".join(sorted(kinds)), "-n", namespace, *_JSON]))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for each in pool.map(read, existing):
            found |= each
    return found


def _by_name(cluster: Cluster, context: str | None, named: list[tuple[str, str]]) -> dict[Identity, Object]:
    if not named:
        return {}
    arguments = ["get", *(f"{resource}/{name}" for resource, name in named), "--ignore-not-found", *_JSON]
    return _objects(_kubectl(cluster, context, arguments))


def _objects(text: str) -> dict[Identity, Object]:
    answer: dict[str, Any] = json.loads(text) if text.strip() else {"items": []}
    return {Identity.of(each): each for each in answer.get("items", [answer])}


def _kubectl(cluster: Cluster, context: str | None, arguments: list[str]) -> str:
    done = cluster.kubectl([*arguments, *in_context(context)], check=False)
    if done.code != 0:
        raise Failure(f"the objects of the cluster cannot be read; kubectl said: {done.err.strip()}")
    return done.out
