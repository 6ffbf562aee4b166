"""VerticalPodAutoscaler: requests that follow what the pods use.

https://kubernetes.io/docs/concepts/workloads/autoscaling/vertical-pod-autoscale/
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, model_validator

from slipway.settings.base import Model, conflict
from slipway.settings.quantity import Bytes, Cpu, parse_quantity


def _read_as_text(value: Any) -> Any:
    """Some readers of YAML read `Off` as false."""
    return "Off" if value is False else value


_Mode = Literal["Off", "Initial", "Recreate", "InPlaceOrRecreate"]
UpdateMode = Annotated[_Mode, BeforeValidator(_read_as_text, json_schema_input_type=_Mode | Literal[False])]


class AllowedRequestsSettings(Model):
    """A bound of the requests of each container."""

    cpu: Cpu | None = None
    """The cpu. Default: no bound."""
    memory: Bytes | None = None
    """The memory. Default: no bound."""

    def amounts(self) -> dict[str, str]:
        """The bounds by the resource names of Kubernetes."""
        return {name: bound for name, bound in (("cpu", self.cpu), ("memory", self.memory)) if bound}


class VerticalAutoscalingSettings(Model):
    """A VerticalPodAutoscaler. The cluster must have its operator and its definitions.

    https://github.com/kubernetes/autoscaler/tree/master/vertical-pod-autoscaler
    """

    update_mode: UpdateMode = "Off"
    """What happens with a recommendation. `Off`: nothing; `kubectl describe vpa` shows it, and you write `resources`.
    The others change the requests of pods, up to their limits: of new pods (`Initial`), or of running ones too, which
    are evicted (`Recreate`) or changed in place where that is possible (`InPlaceOrRecreate`). The limits stay those of
    `resources`."""
    min_allowed: AllowedRequestsSettings = AllowedRequestsSettings()
    """The smallest requests that are recommended. Default: no bound."""
    max_allowed: AllowedRequestsSettings = AllowedRequestsSettings()
    """The largest requests that are recommended. Default: no bound but the limits."""

    @property
    def changes_pods(self) -> bool:
        """True if requests of pods change."""
        return self.update_mode != "Off"

    @model_validator(mode="after")
    def _in_order(self) -> "VerticalAutoscalingSettings":
        most = self.max_allowed.amounts()
        for name, least in self.min_allowed.amounts().items():
            if name in most and parse_quantity(least) > parse_quantity(most[name]):
                raise conflict(
                    f"expected maxAllowed.{name} of at least minAllowed.{name}; got {most[name]} and {least}"
                )
        return self
