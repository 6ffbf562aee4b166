"""A container that Kubernetes can ask how it is."""

from pydantic import model_validator

from settings.containers.probes import ProbesSettings
from settings.words.model import Model
from settings.words.vocabulary import Port, conflict


class ProbedSettings(Model):
    """With a port all three probes; without one those alone that bring a command or a port of their own."""

    port: Port | None = None
    """Where it listens; the containers of a pod share one address, so that no two share a port. Default: nowhere."""
    probes: ProbesSettings = ProbesSettings()
    """How Kubernetes learns that it works."""

    @model_validator(mode="after")
    def _probes_lead_somewhere(self) -> "ProbedSettings":
        if self.port is None and (nowhere := self.probes.without_port_or_exec()):
            raise conflict(f"expected port, or else port or exec in probes.{nowhere[0]}: there is nothing to probe")
        return self
