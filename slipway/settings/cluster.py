"""The cluster of a stack, and what its apps find there."""

from typing import Annotated, Literal

from pydantic import Field

from slipway.settings.base import Model, described_as
from slipway.settings.connection import ClusterPodsSettings
from slipway.settings.fields import Cidr, Port, PositiveInt, UniqueList

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

    cidrs: UniqueList[Cidr] = PRIVATE
    """Default: all private addresses, because most clusters have their control plane on one. Narrow it to
    `203.0.113.7/32` and the like where apps have `apiAccess`; where the control plane has a public address, this must
    be said."""
    ports: UniqueList[Port] = (443, 6443)
    """Default: those which clouds and kubeadm use."""
    agents: UniqueList[ClusterPodsSettings] = KONNECTIVITY
    """The pods through which a control plane outside the network of the cluster calls webhooks in it: beside `cidrs`
    and the nodes, they reach that of the monitoring. Default: konnectivity's, in `kube-system`.
    https://kubernetes.io/docs/concepts/architecture/control-plane-node-communication/#konnectivity-service"""


Uid = Annotated[
    str,
    Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"),
    described_as("a uid in lowercase, as kubectl prints it", "6f1c2b9e-4a57-4f0e-9d3c-0a8f5b7e2d11"),
]

UID_COMMAND = "kubectl get namespace kube-system -o jsonpath={.metadata.uid}"

DNS = ClusterPodsSettings(namespace="kube-system", labels={"k8s-app": "kube-dns"})
"""CoreDNS is labelled so by kubeadm, EKS, GKE, AKS and k3s: the name is that of its forerunner."""


class ClusterSettings(Model):
    """The stack is deployed to this cluster and to no other."""

    context: str | None = None
    """The context of the kubeconfig; any other is refused. Default: whatever context is current."""
    uid: Uid | None = None
    """The uid of its namespace kube-system, by which a cluster is told from one that somebody has given the same
    context or address (https://opentelemetry.io/docs/specs/semconv/resource/k8s/#cluster):
    `kubectl get namespace kube-system -o jsonpath={.metadata.uid}`. Default: it is not asked for."""
    nodes: PositiveInt | None = None
    """How many nodes it has at most. Required where a namespace with a `quota` has agents, and for a `quota` of the
    monitoring: its node exporter and agents run on every node."""
    node_cidrs: UniqueList[Cidr] = PRIVATE
    """The addresses of the nodes, and those that they send from (the tunnels of an overlay). No policy can name nodes
    otherwise: the monitoring scrapes kubelets and node exporters there, on their ports alone. Default: all private
    addresses; narrow it to the subnets of the nodes. Not for `networkPolicies: cilium`, which knows them."""
    network_policies: Literal["kubernetes", "cilium"] = "kubernetes"
    """What the network of the cluster understands. With `cilium`, connections may name a `host`, and the Kubernetes API
    is known without its addresses (CiliumNetworkPolicy). Default `kubernetes`: what every network that enforces
    policies understands. https://kubernetes.io/docs/concepts/services-networking/network-policies/#prerequisites"""
    dns: ClusterPodsSettings = DNS
    """The pods that answer DNS on port 53, which every app may ask. Default: those labelled `k8s-app: kube-dns` in
    `kube-system`."""
    ingress: ClusterPodsSettings | None = None
    """The pods of the ingress controller, for example `{namespace: traefik}`. Required once an app has an `ingress`."""
    gateway: ClusterPodsSettings | None = None
    """The pods behind the Gateways, in a namespace of their own. Required once an app has a `route`."""
    api_server: ApiServerSettings = ApiServerSettings()
    """Where apps with `apiAccess`, and the monitoring, reach the Kubernetes API. `networkPolicies: cilium` knows it
    without addresses."""
