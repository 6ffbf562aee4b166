"""How an app is reached inside the cluster, or from outside by its own address."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from settings.network.ports import NodePort
from settings.words.annotations import Annotations, QualifiedName
from settings.words.cidr import Cidr
from settings.words.model import Model
from settings.words.once import EachOnce
from settings.words.vocabulary import Port, Switch, conflict, expecting

ServiceType = Literal["ClusterIP", "NodePort", "LoadBalancer"]
TrafficPolicy = Literal["Cluster", "Local"]

AffinitySeconds = Annotated[
    int, Field(strict=True, ge=1, le=86400), expecting("a number of seconds from 1 to 86400 (a day)", 3600)
]

OUTSIDE: tuple[ServiceType, ...] = ("NodePort", "LoadBalancer")
"""The types that can be reached from outside the cluster."""
HEADLESS = "-headless"
"""What is added to an app's name for the Service without an address."""
_ONLY_FOR: dict[str, tuple[ServiceType, ...]] = {
    "node_port": OUTSIDE,
    "external_traffic_policy": OUTSIDE,
    "load_balancer_class": ("LoadBalancer",),
    "load_balancer_source_ranges": ("LoadBalancer",),
}


class ServiceSettings(Model):
    """https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types

    A name for something outside the cluster (ExternalName) belongs to no app: see `externalNames` of the namespace.
    """

    type: ServiceType = "ClusterIP"
    """Default `ClusterIP`: reachable inside the cluster only."""
    port: Port | None = None
    """The Service's own port. Default: the app's port."""
    app_protocol: QualifiedName | None = None
    """What the main port speaks, for proxies that want to know, for example `kubernetes.io/h2c`. Default: not said.
    https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol"""
    headless: Switch = False
    """Whether there is also a Service `<app>-headless` without an address (`clusterIP: None`), whose name leads to
    every ready pod: for clients that spread their connections themselves. Default false; a stateful app always has one.
    https://kubernetes.io/docs/concepts/services-networking/service/#headless-services"""
    annotations: Annotations = {}
    """What cloud controllers read, for example `service.beta.kubernetes.io/aws-load-balancer-scheme`."""
    node_port: NodePort | None = None
    """The main port on every node; for the types NodePort and LoadBalancer. Default: the cluster chooses."""
    load_balancer_class: QualifiedName | None = None
    """Who makes the load balancer; fixed once created. Default: the cluster's own.
    https://kubernetes.io/docs/concepts/services-networking/service/#load-balancer-class"""
    load_balancer_source_ranges: EachOnce[Cidr] = ()
    """Who may connect to the load balancer. Default: everybody who reaches it."""
    external_traffic_policy: TrafficPolicy | None = None
    """`Local` keeps the client's address and passes over nodes without a pod of the app; for the types NodePort and
    LoadBalancer. Default: the cluster's (`Cluster`).
    https://kubernetes.io/docs/reference/networking/virtual-ips/#external-traffic-policy"""
    internal_traffic_policy: TrafficPolicy | None = None
    """`Local` sends clients in the cluster to pods on their own node only. Default: the cluster's (`Cluster`).
    https://kubernetes.io/docs/concepts/services-networking/service-traffic-policy/"""
    session_affinity: Literal["None", "ClientIP"] = "None"
    """`ClientIP` sends a client to the same pod again. Default `None`.
    https://kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity"""
    session_affinity_seconds: AffinitySeconds | None = None
    """How long after its last connection a client is remembered. Default: the cluster's (three hours)."""

    @model_validator(mode="after")
    def _fits_its_type(self) -> "ServiceSettings":
        for field, types in _ONLY_FOR.items():
            if getattr(self, field) and self.type not in types:
                name = type(self).model_fields[field].alias
                raise conflict(
                    f"{name} is for the type {' or '.join(types)}, and this one is {self.type}; "
                    f"leave {name} out or set type: {types[0]}"
                )
        if self.session_affinity_seconds and self.session_affinity == "None":
            raise conflict(
                "sessionAffinitySeconds is for sessionAffinity: ClientIP; "
                "leave sessionAffinitySeconds out or set sessionAffinity: ClientIP"
            )
        return self
