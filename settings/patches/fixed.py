"""What no patch changes, and why."""

from collections.abc import Iterator, Mapping

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
