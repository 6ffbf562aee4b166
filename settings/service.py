"""How an app is reached inside the cluster, or from outside by its own address."""

from typing import Literal

from settings.model import Model
from settings.vocabulary import Port

ServiceType = Literal["ClusterIP", "NodePort", "LoadBalancer"]


class ServiceSettings(Model):
    """https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types"""

    type: ServiceType = "ClusterIP"
    """Default `ClusterIP`: reachable inside the cluster only."""
    port: Port | None = None
    """The Service's own port. Default: the app's port."""
