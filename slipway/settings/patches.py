"""Patches: fields that no setting says, in the words of the Kubernetes object."""

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


_IDENTITY = "other objects refer to it by that"
_SELECTED = "it selects the pods, and Kubernetes never changes it"
_CONTENT = "the object is called after its content and never changes; say it by `files` or `configMaps`"
_STORED = "it would be replaced; `storage`, `volumes` and `podManagementPolicy` do it without losing pods or data"
_REPLACED = "Pulumi would delete the object and make it anew, and whoever uses it would be without it meanwhile"
_FIXED: Mapping[tuple[str, ...], str] = {
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
_FIXED_IN: Mapping[str, Mapping[tuple[str, ...], str]] = {
    "ConfigMap": {(key,): _CONTENT for key in ("data", "binaryData", "immutable")},
    "StatefulSet": {
        **{("spec", key): _STORED for key in ("serviceName", "volumeClaimTemplates", "podManagementPolicy")},
        ("spec", "revisionHistoryLimit"): _REPLACED,
    },
    "Service": {("spec", "clusterIP"): _REPLACED},
    **{binding: {("roleRef",): _REPLACED} for binding in ("RoleBinding", "ClusterRoleBinding")},
    "PersistentVolumeClaim": {("spec",): _STORED},
}


def fixed(kind: str, path: tuple[str, ...]) -> Iterator[str]:
    """Each reason why an object of that kind keeps what is at the path."""
    for never, why in {**_FIXED, **_FIXED_IN.get(kind, {})}.items():
        if path[: len(never)] == never[: len(path)]:
            yield why


_REASONS = "slipway.dev/"

ObjectReference = Annotated[
    str,
    Field(pattern=r"^[A-Z][A-Za-z]+(/[a-z0-9]([-.a-z0-9]*[a-z0-9])?)?$", max_length=300),
    described_as(
        "the kind of an object of the app, or kind/suffix for one that is called <app>-<suffix>", "Deployment"
    ),
]


class PatchSettings(Model):
    """Changes one object before it is sent. Mappings are merged, and so are lists whose items have a key (containers by
    name); other lists are replaced. `null` removes a field, `$patch: delete` an item of such a list.
    """

    object: ObjectReference
    """Which object: its kind, for example `Deployment`, or `Service/headless` for `<app>-headless`. Required."""
    reason: Reason
    """Why no setting will do. It becomes an annotation of the object, and every preview tells it. Required."""
    patch: dict[str, JsonValue]
    """The fields as Kubernetes spells them: `{spec: {template: {spec: {runtimeClassName: gvisor}}}}`. Required."""

    @property
    def kind(self) -> str:
        """Of the object."""
        return self.object.partition("/")[0]

    def paths(self) -> list[str]:
        """What it changes."""
        return [spelt(path) for path in leaves(self.patch)]

    def told(self) -> str:
        """What it changes and why, on one line."""
        return f"{', '.join(self.paths())}: {self.reason}"

    @model_validator(mode="after")
    def _can_be_merged(self) -> "PatchSettings":
        for message in misspelt(self.patch):
            raise conflict(message)
        return self

    @model_validator(mode="after")
    def _says_something(self) -> "PatchSettings":
        if not self.paths():
            raise conflict(
                "expected fields to change, for example {spec: {minReadySeconds: 5}}; the patch says nothing"
            )
        return self

    @model_validator(mode="after")
    def _leaves_what_never_changes(self) -> "PatchSettings":
        for path in leaves(self.patch):
            if "annotations" in path and path[-1].startswith(_REASONS):
                raise conflict(f"{spelt(path)} cannot be patched: {_REASONS}* are slipway's own, and tell reasons")
            for why in fixed(self.kind, path):
                raise conflict(f"{spelt(path)} cannot be patched: {why}")
        return self
