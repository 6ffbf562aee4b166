"""A ConfigMap with a digest of its content in its name, and its earlier versions."""

from collections.abc import Callable, Mapping

from pulumi import ResourceOptions
from pulumi_kubernetes.core.v1 import ConfigMap
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs

from slipway.blocks.files import Content

from .content_versions import versions

_TYPE = "kubernetes:core/v1:ConfigMap"


def create_config_map(
    name: str, content: Content, metadata: Callable[[str], ObjectMetaArgs], *, keep: int, opts: ResourceOptions
) -> ConfigMap:
    """Register a ConfigMap for a content. A new content creates a new ConfigMap, and the pods that use it are rolled
    out. `keep` earlier ones stay.
    """
    found = versions(_TYPE, name, same=lambda held: held["metadata"]["name"] == content.name, keep=keep)
    wanted = _immutable(found.wanted, metadata(content.name), content.data, content.binary, opts)
    for called, held in found.earlier.items():
        _immutable(called, metadata(held["metadata"]["name"]), held.get("data") or {}, held.get("binaryData"), opts)
    return wanted


def _immutable(
    name: str,
    metadata: ObjectMetaArgs,
    data: Mapping[str, str],
    binary: Mapping[str, str] | None,
    opts: ResourceOptions,
) -> ConfigMap:
    return ConfigMap(name, metadata=metadata, data=data, binary_data=binary or None, immutable=True, opts=opts)
