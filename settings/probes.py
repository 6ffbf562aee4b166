"""How Kubernetes learns that a container has started, can serve and is alive.

https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
"""

from settings.model import Model
from settings.vocabulary import Count, Seconds, UrlPath


class ProbeSettings(Model):
    """One probe of the app's port: an HTTP GET when `path` is given, otherwise a TCP connection."""

    path: UrlPath | None = None
    """The URL path that answers 2xx or 3xx when all is well. Default: a TCP connection is enough."""
    period_seconds: Seconds = 10
    """Seconds between two probes. Default 10."""
    timeout_seconds: Seconds = 1
    """Seconds until a probe counts as failed. Default 1."""
    failure_threshold: Count = 3
    """Failures in a row before Kubernetes acts. Default 3."""


class StartupProbeSettings(ProbeSettings):
    """How long a start may take: `periodSeconds` times `failureThreshold`, by default 60 seconds."""

    period_seconds: Seconds = 2
    """Seconds between two probes. Default 2: a quick start is noticed quickly."""
    failure_threshold: Count = 30
    """Failures in a row before the container is restarted. Default 30."""


class ReadinessProbeSettings(ProbeSettings):
    """Whether traffic is sent; by default a pod leaves the Service after 15 seconds of failures."""

    period_seconds: Seconds = 5
    """Seconds between two probes. Default 5."""


class ProbesSettings(Model):
    """The three probes; each is on by default, and the two later ones begin only once `startup` has passed."""

    startup: StartupProbeSettings = StartupProbeSettings()
    """How long a start may take."""
    readiness: ReadinessProbeSettings = ReadinessProbeSettings()
    """Whether traffic is sent."""
    liveness: ProbeSettings = ProbeSettings()
    """Whether the container is restarted. Default: after 30 seconds of failures."""
