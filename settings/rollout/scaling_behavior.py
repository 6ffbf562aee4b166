"""How fast an autoscaler may change the number of pods.

https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#configurable-scaling-behavior
"""

from typing import Annotated, Literal

from pydantic import Field

from settings.words.model import Model
from settings.words.vocabulary import Count, expecting


class ScalingPolicySettings(Model):
    """So many pods, or per cent of them, in so many seconds."""

    type: Literal["Pods", "Percent"]
    """What `value` counts. Required."""
    value: Count
    """How many. Required."""
    period_seconds: Annotated[
        int, Field(strict=True, ge=1, le=1800), expecting("a number of seconds from 1 to 1800", 60)
    ] = 60
    """In which time, at most 1800 seconds. Default 60."""


class ScalingRulesSettings(Model):
    """One direction."""

    stabilization_window_seconds: (
        Annotated[int, Field(strict=True, ge=0, le=3600), expecting("a number of seconds from 0 to 3600", 300)] | None
    ) = None
    """How far to look back for a reason to have more pods. Default: 0 on the way up, 300 on the way down."""
    select_policy: Literal["Max", "Min", "Disabled"] = "Max"
    """Which of several policies counts: the fastest (`Max`), the slowest (`Min`), or `Disabled`: never in this
    direction. Default `Max`."""
    policies: tuple[ScalingPolicySettings, ...] = ()
    """How fast. Default: Kubernetes's own."""


class ScalingBehaviorSettings(Model):
    """Both directions."""

    scale_up: ScalingRulesSettings | None = None
    """On the way up. Default: doubled, or four pods more, every 15 seconds."""
    scale_down: ScalingRulesSettings | None = None
    """On the way down. Default: what the highest need of the last five minutes asks for."""
