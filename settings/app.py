"""What every kind of app that listens on a port can say."""

from settings.placement import SpreadPlacementSettings
from settings.pod import PodSettings
from settings.probes import ProbesSettings
from settings.service import ServiceSettings
from settings.stop import DrainedStopSettings
from settings.vocabulary import Count, Port


class AppSettings(PodSettings):
    """A long-running process behind a Service."""

    port: Port
    """Where the process listens; probes, Service and Ingress derive from it. Required."""
    replicas: Count = 1
    """How many pods run. Default 1."""
    service: ServiceSettings = ServiceSettings()
    """How the app is reached inside the cluster."""
    probes: ProbesSettings = ProbesSettings()
    """How Kubernetes learns that it works."""
    stop: DrainedStopSettings = DrainedStopSettings()
    """How a pod goes without a request being lost."""
    placement: SpreadPlacementSettings = SpreadPlacementSettings()
    """Where in the cluster its replicas run."""
