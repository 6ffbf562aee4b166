"""Names of objects of a namespace: no two of its settings may make the same object."""

from collections.abc import Iterator

from slipway.checks.patched_objects import objects_of
from slipway.checks.problems import Problem, path_of
from slipway.settings.namespace import NamespaceSettings
from slipway.settings.objects import manifests

RESERVED = {
    "ResourceQuota": ("quota",),
    "NetworkPolicy": ("slipway.",),
    "Role": ("team.",),
    "RoleBinding": ("team.",),
    "ServiceAccount": ("default", "secret-store-"),
    "ConfigMap": ("kube-root-ca.crt",),
}
"""Names that slipway or Kubernetes gives to objects of no single app. A dot or a dash at the end: all that begin so."""


def taken_names(name: str, namespace: NamespaceSettings) -> Iterator[Problem]:
    """Every object in `objects` with the kind and the name of another one. The problem is at the later one."""
    taken = {which: path_of("namespaces", name, *steps) for which, steps in _made(namespace)}
    for key, called, each in manifests(namespace.objects):
        path = path_of("namespaces", name, "objects", key)
        first = taken.setdefault((each.kind, called), path)
        if first != path:
            where = path_of(path, "metadata", "name")
            yield Problem(where, f"the {each.kind} {called} is already made by {first}; expected another name")
        elif any(_covers(reserved, called) for reserved in RESERVED.get(each.kind, ())):
            where = path_of(path, "metadata", "name")
            yield Problem(where, f"the {each.kind} {called} belongs to the namespace itself; expected another name")


def _made(namespace: NamespaceSettings) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """The objects with a fixed name that other settings make, each with the path of its setting."""
    for name, app in namespace.apps.items():
        for each in (*objects_of(app), "NetworkPolicy", "CiliumNetworkPolicy"):
            kind, _, suffix = each.partition("/")
            yield (kind, f"{name}-{suffix}" if suffix else name), ("apps", name)
    for name in namespace.external_names:
        yield ("Service", name), ("externalNames", name)
    for name, source in namespace.secrets.items():
        if source.external:
            yield ("SecretStore", source.external.store), ("secrets", name)


def _covers(reserved: str, name: str) -> bool:
    return name.startswith(reserved) if reserved[-1] in ".-" else name == reserved
