"""A ConfigMap that is called after what it holds, and those that it was before."""

from collections.abc import Callable, Mapping

from pulumi import ResourceOptions
from pulumi_kubernetes.core.v1 import ConfigMap
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs

from slipway.blocks.files import Content

from .content_versions import versions

_TYPE = "kubernetes:core/v1:ConfigMap"


def config_map(
    name: str, content: Content, metadata: Callable[[str], ObjectMetaArgs], *, keep: int, opts: ResourceOptions
) -> ConfigMap:
    """Another content makes another one, and exactly the pods that use it roll to it; `keep` earlier ones stay."""
    found = versions(_TYPE, name, same=lambda held: held["metadata"]["name"] == content.name, keep=keep)
    wanted = _immutable(found.wanted, metadata(content.name), content.data, opts)
    for called, held in found.earlier.items():
        _immutable(called, metadata(held["metadata"]["name"]), held.get("data") or {}, opts)
    return wanted


def _immutable(name: str, metadata: ObjectMetaArgs, data: Mapping[str, str], opts: ResourceOptions) -> ConfigMap:
    return ConfigMap(name, metadata=metadata, data=data, immutable=True, opts=opts)
