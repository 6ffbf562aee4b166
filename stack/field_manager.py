"""Under which name the stack's fields are recorded in the cluster.

https://kubernetes.io/docs/reference/using-api/server-side-apply/#managers
"""

from typing import Any

import pulumi
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs

NAME = "slipway"
ANNOTATION = {"pulumi.com/patchFieldManager": NAME}
"""https://www.pulumi.com/registry/packages/kubernetes/how-to-guides/managing-resources-with-server-side-apply/#field-managers"""


def name_field_manager() -> None:
    """From here on every object says it.

    The provider would otherwise make a name up for each object and keep it in the state. Were that lost, the next `up`
    would be a stranger to its own fields, and a setting that is taken out of the stack would stay in the cluster. And
    `kubectl get --show-managed-fields` tells whose a field is. Patches are left out: they share an object with its
    owner, and with each other, so that one name for all would take away what the other had set.
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
