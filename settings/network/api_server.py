"""Where the Kubernetes API is, as the network of the cluster sees it."""

from settings.network.cluster_pods import ClusterPodsSettings
from settings.words.cidr import Cidr
from settings.words.model import Model
from settings.words.once import EachOnce
from settings.words.vocabulary import Port

PRIVATE: tuple[Cidr, ...] = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
"""https://www.rfc-editor.org/rfc/rfc1918 and https://www.rfc-editor.org/rfc/rfc4193"""

KONNECTIVITY = tuple(
    ClusterPodsSettings(namespace="kube-system", labels={key: "konnectivity-agent"}) for key in ("k8s-app", "app")
)
"""Labelled by the first at GKE and upstream, by the second at AKS."""


class ApiServerSettings(Model):
    """The addresses behind the Service `kubernetes`: a policy sees these, not the Service's.

    `kubectl get endpointslices --namespace default kubernetes` tells them.
    """

    cidrs: EachOnce[Cidr] = PRIVATE
    """Default: all private addresses, because most clusters have their control plane on one. Narrow it to
    `203.0.113.7/32` and the like where apps have `apiAccess`; where the control plane has a public address, this must
    be said."""
    ports: EachOnce[Port] = (443, 6443)
    """Default: those which clouds and kubeadm use."""
    agents: EachOnce[ClusterPodsSettings] = KONNECTIVITY
    """The pods through which a control plane outside the network of the cluster calls webhooks in it: beside `cidrs`
    and the nodes, they reach that of the monitoring. Default: konnectivity's, in `kube-system`.
    https://kubernetes.io/docs/concepts/architecture/control-plane-node-communication/#konnectivity-service"""
