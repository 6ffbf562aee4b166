"""What apps of any number of pods have in common: who decides the number, and how many maintenance may take."""

from collections.abc import Sequence
from typing import Any, TypeVar

from pulumi import Resource, ResourceOptions
from pulumi_kubernetes.apps.v1 import Deployment, StatefulSet
from pulumi_kubernetes.autoscaling.v2 import HorizontalPodAutoscaler
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs
from pulumi_kubernetes.policy.v1 import PodDisruptionBudget

from slipway.blocks import server_side_apply
from slipway.blocks.autoscaler import autoscaler
from slipway.blocks.rollout import disruption_budget
from slipway.settings.workloads import ReplicatedSettings

from .workload import Workload

Settings = TypeVar("Settings", bound=ReplicatedSettings)


class Replicated(Workload[Settings]):
    """It adds a PodDisruptionBudget where there can be several pods, and an autoscaler when asked."""

    def controller_metadata(self, annotations: dict[str, str] | None = None) -> ObjectMetaArgs:
        """A fixed number of pods holds against whoever has set another one."""
        fixed = {} if self.settings.autoscaling else server_side_apply.OURS
        return super().controller_metadata({**fixed, **(annotations or {})})

    def controller_options(self, *, depends_on: Sequence[Resource] = (), **options: Any) -> ResourceOptions:
        """An autoscaled controller keeps the number of pods that it has, also when it had a fixed one until now.

        Kubernetes would otherwise fall back to a single pod for the moment in which nobody says a number.
        """
        scaled: dict[str, Any] = {"ignore_changes": ["spec.replicas"]} if self.settings.autoscaling else {}
        return super().controller_options(depends_on=depends_on, **scaled, **options)

    def scale(self, controller: Deployment | StatefulSet) -> None:
        """Register what decides about the number of the controller's pods."""
        if budget := disruption_budget(self.settings, self.selector):
            self.disruption_budget = PodDisruptionBudget(
                self.pulumi_name, metadata=self.metadata(), spec=budget, opts=self.child()
            )
        if self.settings.autoscaling:
            kind = type(controller).__name__
            self.autoscaler = HorizontalPodAutoscaler(
                self.pulumi_name,
                metadata=self.metadata(),
                spec=autoscaler(self.settings.autoscaling, kind, controller.metadata.name),
                opts=self.child(),
            )
