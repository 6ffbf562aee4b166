"""Patches: fields of Kubernetes objects that have no setting."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field, JsonValue, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.fields import Reason

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
"""The lists that Kubernetes merges, each with its merge key; all other lists are replaced. `ports` is a list of a
container or of a Service."""

DIRECTIVE, DELETE = "$patch", "delete"
"""Deletes an item of a list: `{name: metrics, $patch: delete}`."""


def merge_key(name: str, items: object) -> str | None:
    """The merge key of a list of this name, or None for a list that is replaced."""
    keys = MERGE_KEYS.get(name, ())
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        return None
    return next((key for key in keys if items and all(key in item for item in items)), None)


def leaves(patch: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths that a patch sets; an item of a list is a step `[<key>]`."""
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
    """A path as text: `spec.template.spec.containers[web].image`."""
    return ".".join(path).replace(".[", "[")


def misspelt(value: object, path: tuple[str, ...] = ()) -> Iterator[str]:
    """An error for each part of a value that a patch cannot contain."""
    if isinstance(value, list):
        if path and path[-1] in MERGE_KEYS and value and merge_key(path[-1], value) is None:
            keys = " or ".join(MERGE_KEYS[path[-1]])
            yield f"{spelt(path)} is merged by {keys}; expected {keys} in every item"
        for item in value:
            yield from misspelt(item, (*path, "[]"))
    elif isinstance(value, dict):
        if DIRECTIVE in value and (value[DIRECTIVE] != DELETE or path[-1:] != ("[]",)):
            yield f"{spelt(path)}: expected {DIRECTIVE} only as {DIRECTIVE}: {DELETE} in an item of a merged list"
        for name, inner in value.items():
            yield from misspelt(inner, (*path, name))


_IDENTITY = "other objects refer to the object by it"
_SELECTED = "it selects the pods and is immutable"
_CONTENT = "the name of the object is a digest of its content; use `files` or `configMaps`"
_STORED = "the change would replace the object; `storage`, `volumes` and `podManagementPolicy` keep pods and data"
_REPLACED = "Pulumi would delete and create the object again, and it would be missing meanwhile"
_UNPATCHABLE: Mapping[tuple[str, ...], str] = {
    ("apiVersion",): _IDENTITY,
    ("kind",): _IDENTITY,
    ("metadata", "name"): _IDENTITY,
    ("metadata", "generateName"): _IDENTITY,
    ("metadata", "namespace"): _IDENTITY,
    ("metadata", "labels", "app.kubernetes.io/name"): _IDENTITY,
    ("spec", "selector"): _SELECTED,
    ("spec", "template", "metadata", "labels", "app.kubernetes.io/name"): _SELECTED,
    ("status",): "the cluster writes it",
}
_UNPATCHABLE_IN: Mapping[str, Mapping[tuple[str, ...], str]] = {
    "ConfigMap": {(key,): _CONTENT for key in ("data", "binaryData", "immutable")},
    "StatefulSet": {
        **{("spec", key): _STORED for key in ("serviceName", "volumeClaimTemplates", "podManagementPolicy")},
        ("spec", "revisionHistoryLimit"): _REPLACED,
    },
    "Service": {("spec", "clusterIP"): _REPLACED},
    **{binding: {("roleRef",): _REPLACED} for binding in ("RoleBinding", "ClusterRoleBinding")},
    "PersistentVolumeClaim": {("spec",): _STORED},
}


def unpatchable(kind: str, path: tuple[str, ...]) -> Iterator[str]:
    """The reasons why a patch may not set this path in an object of that kind."""
    for never, why in {**_UNPATCHABLE, **_UNPATCHABLE_IN.get(kind, {})}.items():
        if path[: len(never)] == never[: len(path)]:
            yield why


_REASONS = "slipway.dev/"

ObjectReference = Annotated[
    str,
    Field(pattern=r"^[A-Z][A-Za-z]+(/[a-z0-9]([-.a-z0-9]*[a-z0-9])?)?$", max_length=300),
    described_as("the kind of an object of the app, or kind/suffix for the object <app>-<suffix>", "Deployment"),
]


class PatchSettings(Model):
    """A strategic merge patch for one object. Mappings are merged, and so are lists with a merge key (containers by
    name); other lists are replaced. `null` deletes a field, `$patch: delete` an item of a merged list.
    """

    object: ObjectReference
    """The kind of the object, for example `Deployment`, or `Service/headless` for `<app>-headless`."""
    reason: Reason
    """The reason for the patch. It becomes an annotation of the object, and every preview shows it."""
    patch: dict[str, JsonValue]
    """Fields of the Kubernetes object: `{spec: {template: {spec: {runtimeClassName: gvisor}}}}`."""

    @property
    def kind(self) -> str:
        """The kind of the object."""
        return self.object.partition("/")[0]

    def paths(self) -> list[str]:
        """The paths that it sets."""
        return [spelt(path) for path in leaves(self.patch)]

    def told(self) -> str:
        """The paths that it sets and the reason, on one line."""
        return f"{', '.join(self.paths())}: {self.reason}"

    @model_validator(mode="after")
    def _can_be_merged(self) -> "PatchSettings":
        for message in misspelt(self.patch):
            raise conflict(message)
        return self

    @model_validator(mode="after")
    def _says_something(self) -> "PatchSettings":
        if not self.paths():
            raise conflict("expected at least one field, for example {spec: {minReadySeconds: 5}}; the patch is empty")
        return self

    @model_validator(mode="after")
    def _leaves_what_never_changes(self) -> "PatchSettings":
        for path in leaves(self.patch):
            if "annotations" in path and path[-1].startswith(_REASONS):
                raise conflict(f"{spelt(path)} cannot be patched: slipway writes the annotations {_REASONS}* itself")
            for why in unpatchable(self.kind, path):
                raise conflict(f"{spelt(path)} cannot be patched: {why}")
        return self
