"""The spec of a LimitRange: default requests and limits, and maxima.

https://kubernetes.io/docs/concepts/policy/limit-range/
"""

from pulumi_kubernetes.core.v1 import LimitRangeItemArgs, LimitRangeSpecArgs

from slipway.blocks.container import limits, requests
from slipway.settings.container import ResourcesSettings
from slipway.settings.quota import MaximaSettings


def limit_range(said: ResourcesSettings, maxima: MaximaSettings | None = None) -> LimitRangeSpecArgs:
    """One item for containers, and one for claims if they have a maximum."""
    largest, bounds = (maxima.storage, maxima.of_containers()) if maxima else (None, {})
    containers = LimitRangeItemArgs(
        type="Container",
        default=limits(said),
        default_request=requests(said),
        max=bounds or None,
    )
    claims = LimitRangeItemArgs(type="PersistentVolumeClaim", max={"storage": largest}) if largest else None
    return LimitRangeSpecArgs(limits=[containers, *([claims] if claims else [])])
