"""The objects of a namespace: their kinds, their fields, and what they refer to, without a cluster."""

from collections.abc import Iterator, Mapping
from typing import Any

from slipway.checks.object_names import misnamed_in_manifest
from slipway.checks.patch_values import wrong_content
from slipway.checks.problems import Problem, got, path_of, unknown
from slipway.checks.references import KnownObjects
from slipway.checks.taken_names import taken_names
from slipway.schema.definitions import Definitions
from slipway.schema.field import Field, object_of
from slipway.schema.scopes import CLUSTER, is_of_kubernetes, scopes, versions_with
from slipway.settings.namespace import NamespaceSettings
from slipway.settings.objects import BUILT_IN, ManifestSettings
from slipway.settings.patches import spelt

_APPS = "an app: apps: {<name>: {kind: ..., image: ...}}; a field without a setting is set by patches"
_VOLUMES = "volumes or storage of an app"
_SETTINGS: Mapping[str, str] = {
    **dict.fromkeys(("Pod", "ReplicaSet", "ReplicationController", "PodTemplate", "Deployment"), _APPS),
    **dict.fromkeys(("StatefulSet", "DaemonSet", "Job", "CronJob"), _APPS),
    "PersistentVolumeClaim": _VOLUMES,
    "Secret": "secrets of the namespace, or slipway:secrets for encrypted values",
    "LimitRange": "limits or maxima of the namespace",
    "Endpoints": "an EndpointSlice of discovery.k8s.io/v1",
}
"""Kinds that have settings of their own, which hardening, quota and network know."""
_OURS = "slipway.dev/"
_MANAGED_BY = "app.kubernetes.io/managed-by"


def broken_objects(
    name: str, namespace: NamespaceSettings, secrets: Mapping[str, Any], definitions: Definitions
) -> Iterator[Problem]:
    """Every object of the namespace that could not be created, that a setting should make, or that opens the namespace
    without a reason.
    """
    known = KnownObjects.of(name, namespace, secrets)
    for key, each in namespace.objects.items():
        path = path_of("namespaces", name, "objects", key)
        yield from _of_metadata(path, name, each)
        if refused := _refused(each, definitions):
            yield Problem(path_of(path, refused[0]), refused[1])
            continue
        yield from _of_fields(path, key, each, definitions)
        yield from _of_service(path, each)
        yield from misnamed_in_manifest(path, each, known)
        if (opened := each.opens()) and each.reason is None:
            yield Problem(path_of(path, "reason"), f"missing; required, because this {each.kind} {opened}")
        elif each.reason and not opened:
            message = f"a {each.kind} like this one opens nothing; leave reason out (annotations can hold a note)"
            yield Problem(path_of(path, "reason"), message)
    yield from taken_names(name, namespace)


def _of_metadata(path: str, namespace: str, manifest: ManifestSettings) -> Iterator[Problem]:
    said = manifest.metadata
    if said.namespace not in (None, namespace):
        message = f"expected {namespace}, the namespace in which it is written, or nothing; got {got(said.namespace)}"
        yield Problem(path_of(path, "metadata", "namespace"), message)
    for field, keys in (("labels", said.labels), ("annotations", said.annotations)):
        for key in keys:
            if key.startswith(_OURS) or (field == "labels" and key == _MANAGED_BY):
                yield Problem(path_of(path, "metadata", field, key), "slipway writes it itself; leave it out")
    if "status" in manifest.content:
        yield Problem(path_of(path, "status"), "the cluster writes it; leave it out")


def _refused(manifest: ManifestSettings, definitions: Definitions) -> tuple[str, str] | None:
    """The setting and the message of an object whose kind is not accepted here; None for one that is."""
    kind, version = manifest.kind, manifest.api_version
    if is_of_kubernetes(version):
        return _refused_built_in(kind, version)
    definition = definitions.get((version, kind))
    if definition is None:
        return None if manifest.unchecked else _undefined(kind, version, definitions)
    if definition.scope == CLUSTER:
        return "kind", _whole_cluster(kind)
    if manifest.unchecked:
        return "unchecked", f"definitions has {kind} of {version}, so it is checked; leave unchecked out"
    return None


def _refused_built_in(kind: str, version: str) -> tuple[str, str] | None:
    served = versions_with(kind)
    if kind in _SETTINGS and served:
        return "kind", f"a {kind} is made by a setting; expected {_SETTINGS[kind]}"
    if version not in served:
        known = ", ".join(served)
        if known:
            return "apiVersion", f"{kind} is of {known} in Kubernetes; got {got(version)}"
        return "kind", unknown(kind, scopes().get(version) or BUILT_IN, f"kind of {version}", named=True)
    if served[version] == CLUSTER:
        return "kind", _whole_cluster(kind)
    if BUILT_IN.get(kind) != version:
        return "kind", f"Kubernetes makes objects of the kind {kind} itself, or no stack needs them; leave it out"
    return None


def _whole_cluster(kind: str) -> str:
    return (
        f"a {kind} belongs to the whole cluster, and this stack to its namespaces; expected an object of a namespace. "
        "Whoever runs the cluster makes this one, for all stacks"
    )


def _undefined(kind: str, version: str, definitions: Definitions) -> tuple[str, str]:
    others = [other for other, its_kind in definitions if its_kind == kind]
    if others:
        return "apiVersion", f"definitions has {kind} of {', '.join(sorted(others))} only; got {got(version)}"
    return "kind", (
        f"no definition of {kind} of {version} is known; expected its file in slipway:definitions, for example "
        "[crds/], so that its fields are checked, or unchecked: <reason>"
    )


def _of_fields(path: str, key: str, manifest: ManifestSettings, definitions: Definitions) -> Iterator[Problem]:
    field = _field(manifest, definitions)
    content = {name: value for name, value in manifest.content.items() if name != "status"}
    head = {"apiVersion": manifest.api_version, "kind": manifest.kind, "metadata": {"name": manifest.name(key)}}
    for steps, message in wrong_content({**head, **content}, field) if field else ():
        yield Problem(spelt((path_of(path, *steps),)), message)


def _field(manifest: ManifestSettings, definitions: Definitions) -> Field | None:
    """The fields of its kind; None for a kind that is accepted unread."""
    if BUILT_IN.get(manifest.kind) == manifest.api_version:
        return object_of(manifest.kind)
    definition = definitions.get((manifest.api_version, manifest.kind))
    return definition.field if definition else None


def _of_service(path: str, manifest: ManifestSettings) -> Iterator[Problem]:
    """Services that lead out of the closed network: the API server refuses them in every namespace of the stack."""
    spec = manifest.content.get("spec")
    if manifest.kind != "Service" or manifest.group or not isinstance(spec, Mapping):
        return
    if spec.get("externalIPs"):
        message = "it can take over the traffic of others (CVE-2020-8554); expected an Ingress, or type: LoadBalancer"
        yield Problem(path_of(path, "spec", "externalIPs"), message)
    if spec.get("type") == "ExternalName":
        message = "expected externalNames of the namespace: {<name>: <host>}"
        yield Problem(path_of(path, "spec", "type"), message)
