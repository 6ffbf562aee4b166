"""A container that runs beside the app's own for as long as the pod lives."""

from pydantic import model_validator

from settings.container import ContainerSettings
from settings.probes import ProbesSettings
from settings.vocabulary import Port, conflict


class SidecarSettings(ContainerSettings):
    """It starts before the app's container and stops after it, and does not keep a job from ending.

    https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
    """

    port: Port | None = None
    """Where it listens, for its probes; the pod's containers share one address, so that no two share a port.
    Default: it does not listen."""
    probes: ProbesSettings = ProbesSettings()
    """How Kubernetes learns that it works; what comes after it waits for `startup`. Default: with a port all three
    probes, as for an app; without one none."""

    @model_validator(mode="after")
    def _probes_lead_somewhere(self) -> "SidecarSettings":
        if self.port is None and (nowhere := self.probes.without_port_or_exec()):
            raise conflict(f"expected port, or else port or exec in probes.{nowhere[0]}: there is nothing to probe")
        return self
