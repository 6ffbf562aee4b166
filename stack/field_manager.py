"""The field manager: the name that owns the fields of the stack in the cluster.

https://kubernetes.io/docs/reference/using-api/server-side-apply/#managers
"""

from typing import Any

import pulumi
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs

from slipway.settings.cluster import FIELD_MANAGER

ANNOTATION = {"pulumi.com/patchFieldManager": FIELD_MANAGER}
"""https://www.pulumi.com/registry/packages/kubernetes/how-to-guides/managing-resources-with-server-side-apply/#field-managers"""


def name_field_manager() -> None:
    """Set the field manager of every object that is registered from now on.

    By default the provider generates a name for each object and keeps it in the state. If the state is lost, the next
    update does not own its fields, and a setting that is removed from the stack stays in the cluster. With a fixed
    name, `kubectl get --show-managed-fields` also shows which fields slipway owns. Patches are left out: several can
    apply to one object, and with one common name each would remove the fields of the others.
    """
    pulumi.runtime.register_stack_transformation(_annotated)


def _annotated(args: pulumi.ResourceTransformationArgs) -> pulumi.ResourceTransformationResult | None:
    _, _, kind = args.type_.rpartition(":")
    metadata = args.props.get("metadata")
    if metadata is None or kind.endswith("Patch"):
        return None
    return pulumi.ResourceTransformationResult({**args.props, "metadata": _with(metadata)}, args.opts)


def _with(metadata: Any) -> Any:
    if isinstance(metadata, dict):
        return {**metadata, "annotations": {**(metadata.get("annotations") or {}), **ANNOTATION}}
    before: ObjectMetaArgs = metadata
    before.annotations = {**(before.annotations or {}), **ANNOTATION}  # type: ignore[dict-item]  # ours are plain
    return before
