"""The cluster of a stack: its identity, its network, and its shared components."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.cluster_peers import ClusterPeers, NamedPeersSettings, OneBlock
from slipway.settings.connection import ClusterPodsSettings
from slipway.settings.fields import Cidr, DnsLabel, Port, PositiveInt, UniqueList
from slipway.settings.labels import LabelKey, LabelValue
from slipway.settings.metrics import MetricPattern

PRIVATE: tuple[Cidr, ...] = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
"""https://www.rfc-editor.org/rfc/rfc1918 and https://www.rfc-editor.org/rfc/rfc4193"""

KONNECTIVITY = tuple(
    ClusterPodsSettings(namespace="kube-system", labels={key: "konnectivity-agent"}) for key in ("k8s-app", "app")
)
"""The label key is `k8s-app` in GKE and upstream, and `app` in AKS."""


class ApiServerSettings(Model):
    """The endpoints of the Service `kubernetes`. Network policies match these, not the address of the Service.

    `kubectl get endpointslices --namespace default kubernetes` prints them.
    """

    cidrs: UniqueList[Cidr] = PRIVATE
    """The addresses of the API server. Set the exact ones, such as `203.0.113.7/32`, if apps have `apiAccess`; a public
    address must be set. Default: all private addresses, which most control planes have."""
    ports: UniqueList[Port] = (443, 6443)
    """The ports of the API server. Default: those of clouds and of kubeadm."""
    agents: UniqueList[ClusterPodsSettings] = KONNECTIVITY
    """The pods through which a control plane outside the cluster network calls webhooks in the cluster. They, `cidrs`
    and the nodes may reach the webhook of the monitoring. Default: the konnectivity agents in `kube-system`.
    https://kubernetes.io/docs/concepts/architecture/control-plane-node-communication/#konnectivity-service"""


Uid = Annotated[
    str,
    Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"),
    described_as("a lowercase UUID", "6f1c2b9e-4a57-4f0e-9d3c-0a8f5b7e2d11"),
]

FIELD_MANAGER = "slipway"
"""The owner of the fields that a stack sets: https://kubernetes.io/docs/reference/using-api/server-side-apply/#managers"""

UID_COMMAND = "kubectl get namespace kube-system -o jsonpath={.metadata.uid}"


class DnsSettings(NamedPeersSettings):
    """The DNS of the cluster: its pods, and the addresses of a cache on the nodes.

    https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/
    """

    namespace: DnsLabel | None = None
    """The namespace of the DNS pods. Default: the pods with the label `k8s-app: kube-dns` in `kube-system`, the name of
    the predecessor of CoreDNS, which kubeadm, EKS, GKE, AKS and k3s keep."""
    cidrs: UniqueList[Cidr] = ()
    """Addresses that answer too: `[169.254.20.10/32]` is the usual one of the cache on each node (NodeLocal DNSCache).
    `cidr: 169.254.20.10/32` is short for a list of one."""
    ports: UniqueList[Port] = (53,)
    """The ports of the pods and addresses, over UDP and TCP. The pods of OpenShift listen on 5353."""

    @model_validator(mode="after")
    def _some_port(self) -> "DnsSettings":
        if not self.ports:
            raise conflict("expected at least one port in ports; leave ports out for 53")
        return self

    def pods(self) -> ClusterPodsSettings:
        """The DNS pods."""
        return super().pods() or ClusterPodsSettings(namespace="kube-system", labels={"k8s-app": "kube-dns"})


class ClusterPrometheusSettings(ClusterPodsSettings):
    """A Prometheus that the stack does not deploy, with the Prometheus operator beside it."""

    monitor_labels: dict[LabelKey, LabelValue] = {}
    """The labels of monitors and rules that it selects (`podMonitorSelector`, `ruleSelector`), for example
    `{release: kube-prometheus-stack}`. Default: it selects all."""
    other_metrics: UniqueList[MetricPattern] = ()
    """Metrics that it reads from elsewhere, as `monitoring.otherMetrics`. Default: none."""


class ClusterSettings(Model):
    """The only cluster that the stack is deployed to."""

    context: str | None = None
    """The context of the kubeconfig; any other is refused. Default: the current context."""
    uid: Uid | None = None
    """The uid of the namespace kube-system, the identity of a cluster even if its context or address is reused
    (https://opentelemetry.io/docs/specs/semconv/resource/k8s/#cluster):
    `kubectl get namespace kube-system -o jsonpath={.metadata.uid}`. Default: not checked."""
    nodes: PositiveInt | None = None
    """The largest number of nodes. Required for a `quota` of the monitoring, and of a namespace with agents: agents and
    the node exporter run on every node."""
    node_cidrs: UniqueList[Cidr] = PRIVATE
    """The addresses of the nodes, including those of an overlay network. The monitoring scrapes kubelets and node
    exporters there. Set it to the subnets of the nodes. Unused with `networkPolicies: cilium`. Default: all private
    addresses."""
    network_policies: Literal["kubernetes", "cilium"] = "kubernetes"
    """The policies that the cluster network supports. `kubernetes` works in every network that enforces policies. With
    `cilium` (CiliumNetworkPolicy), connections may name a `host`, and the addresses of the API server are not needed.
    https://kubernetes.io/docs/concepts/services-networking/network-policies/#prerequisites"""
    dns: Annotated[DnsSettings, OneBlock] = DnsSettings()
    """The DNS of the cluster. Every app may reach it."""
    ingress: ClusterPeers | None = None
    """The ingress controller: its pods, for example `{namespace: traefik}`; `{nodes: true}` for one on the network of
    the nodes; `{cidrs: [...]}` for a load balancer of the cloud. Required if an app has an `ingress`."""
    gateway: ClusterPeers | None = None
    """The Gateways: their pods, for example `{namespace: envoy-gateway-system}`, addresses or nodes. Required if an app
    has a `route`."""
    prometheus: ClusterPrometheusSettings | None = None
    """The Prometheus of the cluster, if the stack has no `monitoring`: the namespace and labels of its pods. It may
    reach the metrics of the apps and gets a monitor for each of them. Default: none."""
    api_server: ApiServerSettings = ApiServerSettings()
    """The addresses of the Kubernetes API, for apps with `apiAccess` and for the monitoring. Unused with
    `networkPolicies: cilium`."""
