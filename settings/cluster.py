"""Which cluster a stack belongs to."""

from settings.model import Model


class ClusterSettings(Model):
    """The stack is deployed to this cluster and to no other."""

    context: str | None = None
    """The context of the kubeconfig; any other is refused. Default: whatever context is current."""
