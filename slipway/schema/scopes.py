"""The kinds of object that Kubernetes itself has, by version of the API, and where their objects lie.

https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#not-all-objects-are-in-a-namespace
"""

from collections.abc import Mapping
from functools import cache
from typing import Literal

from slipway.schema.field import facts

Scope = Literal["Namespaced", "Cluster"]

NAMESPACED: Scope = "Namespaced"
CLUSTER: Scope = "Cluster"


@cache
def scopes() -> Mapping[str, Mapping[str, Scope]]:
    """The kinds and their scopes by version: `{"policy/v1": {"PodDisruptionBudget": "Namespaced"}}`."""
    found: Mapping[str, Mapping[str, Scope]] = facts()["scopes"]
    return found


def versions_with(kind: str) -> dict[str, Scope]:
    """The versions of the API that have a kind, with its scope."""
    return {version: kinds[kind] for version, kinds in scopes().items() if kind in kinds}


def is_of_kubernetes(api_version: str) -> bool:
    """True for a group of Kubernetes itself, in whatever version: `policy/v1beta1`."""
    return _group(api_version) in {_group(version) for version in scopes()}


def _group(api_version: str) -> str:
    return api_version.rpartition("/")[0]
