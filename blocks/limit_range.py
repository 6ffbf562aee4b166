"""What a LimitRange says: defaults for what says nothing, and maxima for everything.

https://kubernetes.io/docs/concepts/policy/limit-range/
"""

from pulumi_kubernetes.core.v1 import LimitRangeItemArgs, LimitRangeSpecArgs

from blocks.containers.resources import limits, requests
from settings.environment import EnvironmentSettings


def limit_range(settings: EnvironmentSettings) -> LimitRangeSpecArgs:
    """One item for containers, and one for claims where these are bound."""
    maxima = settings.maxima.of_containers() if settings.maxima else {}
    containers = LimitRangeItemArgs(
        type="Container",
        default=limits(settings.limits),
        default_request=requests(settings.limits),
        max=maxima or None,
    )
    largest = settings.maxima.storage if settings.maxima else None
    claims = LimitRangeItemArgs(type="PersistentVolumeClaim", max={"storage": largest}) if largest else None
    return LimitRangeSpecArgs(limits=[containers, *([claims] if claims else [])])
