"""Which cluster a stack belongs to."""

from settings.model import Model
from settings.vocabulary import Count


class ClusterSettings(Model):
    """The stack is deployed to this cluster and to no other."""

    context: str | None = None
    """The context of the kubeconfig; any other is refused. Default: whatever context is current."""
    nodes: Count | None = None
    """How many nodes it has at most. Required where a namespace with a `quota` has agents, which run on every node."""
