"""The spec of a LimitRange: default requests and limits, and maxima.

https://kubernetes.io/docs/concepts/policy/limit-range/
"""

from pulumi_kubernetes.core.v1 import LimitRangeItemArgs, LimitRangeSpecArgs

from slipway.settings.quota import MaximaSettings
from slipway.settings.resources import ResourcesSettings


def limit_range(said: ResourcesSettings, maxima: MaximaSettings | None = None) -> LimitRangeSpecArgs:
    """One item for containers, and one for claims if they have a maximum."""
    largest, bounds = (maxima.storage, maxima.of_containers()) if maxima else (None, {})
    containers = LimitRangeItemArgs(
        type="Container",
        default=said.limits(),
        default_request=said.requests(),
        max=bounds or None,
    )
    claims = LimitRangeItemArgs(type="PersistentVolumeClaim", max={"storage": largest}) if largest else None
    return LimitRangeSpecArgs(limits=[containers, *([claims] if claims else [])])
