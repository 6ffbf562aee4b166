"""What every kind of app can say that runs until it is stopped."""

from settings.containers.probed import ProbedSettings
from settings.kinds.pod import PodSettings


class ProcessSettings(PodSettings, ProbedSettings):
    """A long-running process; it may listen, and Kubernetes may ask it how it is."""

    def listens_on(self) -> set[int]:
        """Its port, if it has one."""
        return {self.port} if self.port else set()
