"""What a patch is made of: mappings, lists whose items have a key, lists without, and the paths to all that it says."""

from collections.abc import Iterator, Mapping
from typing import Any

MERGE_KEYS: Mapping[str, tuple[str, ...]] = {
    "containers": ("name",),
    "initContainers": ("name",),
    "env": ("name",),
    "volumes": ("name",),
    "volumeMounts": ("mountPath",),
    "volumeDevices": ("devicePath",),
    "ports": ("containerPort", "port"),
    "hostAliases": ("ip",),
    "imagePullSecrets": ("name",),
    "topologySpreadConstraints": ("topologyKey",),
    "resourceClaims": ("name",),
}
"""The lists whose items Kubernetes tells apart, each by its key; all others are replaced as a whole. A list of ports is
one of a container, or of a Service."""

DIRECTIVE, DELETE = "$patch", "delete"
"""Takes an item out of a list: `{name: metrics, $patch: delete}`."""


def merge_key(name: str, items: object) -> str | None:
    """What tells the items of a list of this name apart; nothing where lists are replaced."""
    keys = MERGE_KEYS.get(name, ())
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        return None
    return next((key for key in keys if items and all(key in item for item in items)), None)


def leaves(patch: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The path of everything that a patch says; an item of a list is a step `[<key>]`."""
    for name, value in patch.items():
        here = (*path, name)
        key = merge_key(name, value)
        if key is not None:
            for item in value:
                at = (*here, f"[{item[key]}]")
                if DIRECTIVE in item:
                    yield at
                else:
                    yield from leaves({field: inner for field, inner in item.items() if field != key}, at)
        elif isinstance(value, dict) and value:
            yield from leaves(value, here)
        elif value != {}:
            yield here


def spelt(path: tuple[str, ...]) -> str:
    """`spec.template.spec.containers[web].image`."""
    return ".".join(path).replace(".[", "[")


def misspelt(value: object, path: tuple[str, ...] = ()) -> Iterator[str]:
    """What can be no part of a patch, in words."""
    if isinstance(value, list):
        if path and path[-1] in MERGE_KEYS and value and merge_key(path[-1], value) is None:
            keys = " or ".join(MERGE_KEYS[path[-1]])
            yield f"{spelt(path)} is a list whose items are told apart by {keys}; expected it in each of them"
        for item in value:
            yield from misspelt(item, (*path, "[]"))
    elif isinstance(value, dict):
        if DIRECTIVE in value and (value[DIRECTIVE] != DELETE or path[-1:] != ("[]",)):
            yield f"{spelt(path)} expected no {DIRECTIVE} but {DIRECTIVE}: {DELETE} in an item of a list with a key"
        for name, inner in value.items():
            yield from misspelt(inner, (*path, name))
