"""How a container is stopped."""

from pulumi_kubernetes.core.v1 import LifecycleArgs, LifecycleHandlerArgs, SleepActionArgs

from settings.containers.stop import DrainedStopSettings


def drain(settings: DrainedStopSettings) -> LifecycleArgs | None:
    """The kubelet itself waits before it sends the signal; nothing is needed in the image."""
    if not settings.drain_seconds:
        return None
    return LifecycleArgs(pre_stop=LifecycleHandlerArgs(sleep=SleepActionArgs(seconds=settings.drain_seconds)))
