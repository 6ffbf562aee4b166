"""Objects of a namespace from whole manifests: their type for Pulumi, their names, labels and fields."""

from collections.abc import Mapping
from typing import Any

from pulumi import Input

from slipway.blocks import await_annotations
from slipway.blocks.naming import digest
from slipway.blocks.references import ObjectNames, real_in_texts
from slipway.settings.objects import ManifestSettings
from slipway.topology import labels

REASON = "slipway.dev/reason"
"""The annotation with the reason for an object that opens its namespace."""
UNCHECKED = "slipway.dev/unchecked"
"""The annotation with the reason why no definition has checked the object."""
_OF_AN_APP = frozenset(
    {"Ingress", "HTTPRoute", "GRPCRoute", "PodDisruptionBudget", "HorizontalPodAutoscaler", "ScaledObject"}
)
"""Kinds that name their app by a label. Nobody copies it to pods."""
_AWAITED = frozenset({"Service", "Ingress"})
"""Kinds for whose endpoints and addresses Pulumi would wait."""


def type_token(manifest: ManifestSettings) -> str:
    """The type in Pulumi, which the provider reads the API from: `kubernetes:policy/v1:PodDisruptionBudget`."""
    version = manifest.api_version if manifest.group else f"core/{manifest.api_version}"
    return f"kubernetes:{version}:{manifest.kind}"


def object_name(key: str, manifest: ManifestSettings) -> str:
    """The name in the cluster. That of a ConfigMap ends with a digest, so that the new one is there before the old one
    goes.
    """
    name = manifest.name(key)
    return f"{name}-{digest(dict(manifest.content))}" if _is_config_map(manifest) else name


def object_labels(key: str, manifest: ManifestSettings, own: Mapping[str, str]) -> dict[str, str]:
    """The labels: those of the manifest and of the namespace, and the mark of what opens an app to the outside."""
    named = labels.selector(key) if manifest.kind in _OF_AN_APP else {}
    return {**named, **manifest.metadata.labels, **own, **labels.exposed(decided=manifest.is_way_in())}


def object_annotations(manifest: ManifestSettings) -> dict[str, str]:
    """The annotations of the manifest, and its reasons."""
    said = {REASON: manifest.reason, UNCHECKED: manifest.unchecked}
    waits = await_annotations.SKIP if manifest.kind in _AWAITED else {}
    return {**waits, **manifest.metadata.annotations, **{key: each for key, each in said.items() if each}}


def object_fields(
    manifest: ManifestSettings, metadata: Input[Any], *, config_maps: ObjectNames, secrets: ObjectNames
) -> dict[str, Any]:
    """The whole object, with the names in the cluster in its texts."""
    content = real_in_texts(dict(manifest.content), config_maps=config_maps, secrets=secrets)
    immutable = {"immutable": True} if _is_config_map(manifest) else {}
    return {
        "apiVersion": manifest.api_version,
        "kind": manifest.kind,
        "metadata": metadata,
        **content,
        **immutable,
    }


def _is_config_map(manifest: ManifestSettings) -> bool:
    return manifest.kind == "ConfigMap" and not manifest.group
