"""What maintenance, such as the draining of a node, may take away at once."""

from settings.words.model import Model
from settings.words.vocabulary import SomePods


class DisruptionSettings(Model):
    """A PodDisruptionBudget. https://kubernetes.io/docs/tasks/run-application/configure-pdb/

    It says how many pods may go, never how many must stay: the latter can block a drain for good.
    """

    max_unavailable: SomePods = 1
    """Pods that may be missing, as a number or a percentage (rounded up). Default 1."""

    def pods_of(self, replicas: int) -> int:
        """The number of pods that it is; Kubernetes rounds a percentage up."""
        if isinstance(self.max_unavailable, int):
            return self.max_unavailable
        return -(-replicas * int(self.max_unavailable.rstrip("%")) // 100)
