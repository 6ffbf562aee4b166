"""An object of a namespace from a whole manifest."""

from dataclasses import replace

from pulumi import CustomResource, Input, ResourceOptions

from slipway.blocks.manifest import object_annotations, object_fields, object_labels, object_name, type_token
from slipway.blocks.references import ObjectNames, real_texts
from slipway.settings.objects import ManifestSettings
from slipway.topology.labels import Marks

from .component import metadata, scoped

SCOPE = "objects"
"""A part of the Pulumi name, so that no object of another setting has the same one: `shop.objects.tls`."""


def create_object(
    scope: str,
    key: str,
    manifest: ManifestSettings,
    *,
    namespace: Input[str],
    marks: Marks,
    config_maps: ObjectNames,
    secrets: ObjectNames,
    opts: ResourceOptions,
) -> CustomResource:
    """Register an object of any kind. `opts` have the provider, which knows every kind by its type."""
    said = metadata(
        object_name(key, manifest),
        namespace,
        replace(marks, labels=object_labels(key, manifest, marks.labels)),
        real_texts(object_annotations(manifest), config_maps=config_maps, secrets=secrets),
    )
    return CustomResource(
        type_token(manifest),
        scoped(scope, scoped(SCOPE, key)),
        object_fields(manifest, said, config_maps=config_maps, secrets=secrets),
        opts,
    )
