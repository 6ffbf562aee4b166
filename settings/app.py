"""What every kind of app that listens on a port can say."""

from settings.probes import ProbesSettings
from settings.replicated import ReplicatedSettings
from settings.service import ServiceSettings
from settings.vocabulary import Port


class AppSettings(ReplicatedSettings):
    """A long-running process behind a Service."""

    port: Port
    """Where the process listens; probes, Service and Ingress derive from it. Required."""
    service: ServiceSettings = ServiceSettings()
    """How the app is reached inside the cluster."""
    probes: ProbesSettings = ProbesSettings()
    """How Kubernetes learns that it works."""
