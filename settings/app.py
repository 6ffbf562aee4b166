"""What every kind of app that listens on a port can say."""

from settings.pod import PodSettings
from settings.probed import ProbedSettings
from settings.probes import ProbesSettings
from settings.service import ServiceSettings
from settings.vocabulary import Count, Port


class AppSettings(PodSettings, ProbedSettings):
    """A long-running process behind a Service."""

    port: Port
    """Where the process listens; probes, Service and Ingress derive from it. Required."""
    replicas: Count = 1
    """How many pods run. Default 1."""
    service: ServiceSettings = ServiceSettings()
    """How the app is reached inside the cluster."""
    probes: ProbesSettings = ProbesSettings()
    """How Kubernetes learns that it works."""
