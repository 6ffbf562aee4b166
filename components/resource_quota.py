"""What everything in a namespace may have together."""

from collections.abc import Callable

from pulumi import Input, ResourceOptions
from pulumi_kubernetes.core.v1 import ResourceQuota, ResourceQuotaSpecArgs
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs

from slipway.settings.quota import QuotaSettings

from .base import scoped


def resource_quota(
    scope: str,
    settings: QuotaSettings | None,
    *,
    metadata: Callable[[Input[str]], ObjectMetaArgs],
    opts: ResourceOptions,
) -> ResourceQuota | None:
    """A ResourceQuota called `quota`; none where nothing is bound."""
    if settings is None:
        return None
    return ResourceQuota(
        scoped(scope, "quota"),
        metadata=metadata("quota"),
        spec=ResourceQuotaSpecArgs(hard=settings.hard()),
        opts=opts,
    )
