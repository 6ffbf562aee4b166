"""How a pod goes: first out of its Services, then its process.

https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
"""

from typing import Annotated

from pydantic import Field

from settings.words.model import Model
from settings.words.vocabulary import Seconds, expecting

DrainSeconds = Annotated[
    int,
    Field(strict=True, ge=0, le=3600),
    expecting("a whole number of seconds up to 3600, 0 for none", 5),
]


class StopSettings(Model):
    """How the process of a pod is stopped: by a signal, and by force when it has not ended in time."""

    process_seconds: Seconds = 30
    """Seconds from the signal (SIGTERM unless the image says otherwise) until the process is killed. Default 30."""

    def grace_seconds(self) -> int:
        """Kubernetes' `terminationGracePeriodSeconds`: everything from the decision to the kill."""
        return self.process_seconds


class DrainedStopSettings(StopSettings):
    """The same behind a Service: the pod still serves while the news that it goes travels to whoever calls it.

    The two times follow one another, so that a longer drain never takes from what the process has for itself.
    """

    drain_seconds: DrainSeconds = 5
    """Seconds in which it goes on serving before its process gets the signal. Default 5; 0 sends the signal at once.
    Needs Kubernetes 1.30: https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#hook-handler-implementations"""

    def grace_seconds(self) -> int:
        """Kubernetes counts the drain as a part of it."""
        return self.drain_seconds + self.process_seconds
