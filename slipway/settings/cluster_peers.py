"""Peers in the cluster that the stack does not deploy: pods, addresses, nodes and the API server."""

from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.connection import ClusterPodsSettings
from slipway.settings.fields import Cidr, DnsLabel, StrictBool, UniqueList
from slipway.settings.labels import LabelKey, LabelValue
from slipway.settings.ports import PortName


def _one_block(value: Any) -> Any:
    """`cidr: a` is short for `cidrs: [a]`."""
    if not isinstance(value, dict) or "cidr" not in value or "cidrs" in value:
        return value
    return {**{key: inner for key, inner in value.items() if key != "cidr"}, "cidrs": [value["cidr"]]}


OneBlock = BeforeValidator(_one_block)


def _or_one_block(schema: dict[str, Any]) -> None:
    """The short form, in the JSON Schema of the model."""
    blocks = schema["properties"]["cidrs"]
    schema["properties"]["cidr"] = {**blocks["items"], "description": "One CIDR block, short for `cidrs`."}


class NamedPeersSettings(Model):
    """Pods of a namespace, and addresses."""

    model_config = ConfigDict(json_schema_extra=_or_one_block)

    namespace: DnsLabel | None = None
    """The namespace of the pods, for example `traefik`."""
    labels: dict[LabelKey, LabelValue] = {}
    """The labels of the pods. Default: all pods of the namespace."""
    cidrs: UniqueList[Cidr] = ()
    """CIDR blocks, for example `[10.0.128.0/20]`. `cidr: 10.0.128.0/20` is short for a list of one."""

    def pods(self) -> ClusterPodsSettings | None:
        """The pods; None without a namespace."""
        return ClusterPodsSettings(namespace=self.namespace, labels=self.labels) if self.namespace else None

    @model_validator(mode="after")
    def _labels_in_a_namespace(self) -> "NamedPeersSettings":
        if self.labels and self.namespace is None:
            raise conflict("labels needs namespace, for example namespace: traefik")
        return self


class ClusterPeersSettings(NamedPeersSettings):
    """Peers that the stack does not deploy: pods by `namespace` and `labels`, addresses by `cidrs`, and `nodes`. They
    can be named together.
    """

    nodes: StrictBool = False
    """The nodes, and the pods on the network of a node (`hostNetwork`). It needs `cluster.nodeCidrs`, except with
    `networkPolicies: cilium`."""

    def kinds(self) -> list[str]:
        """The settings that name somebody."""
        return [name for name in ("namespace", "cidrs", "nodes") if getattr(self, name)]

    @model_validator(mode="after")
    def _names_somebody(self) -> "ClusterPeersSettings":
        if not self.kinds():
            raise conflict("expected at least one of namespace, cidrs and nodes, for example {namespace: traefik}")
        return self


ClusterPeers = Annotated[ClusterPeersSettings, OneBlock]

StackCaller = Annotated[
    str,
    Field(pattern=r"^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(/[a-z]([-a-z0-9]{0,50}[a-z0-9])?)?$"),
    described_as("a namespace of the stack, or namespace/app", "shop/web"),
]
"""A namespace, or an app in it."""


class CallerSettings(ClusterPeersSettings):
    """Who may connect to the app. Text is short for `{app: text}`. Everybody else is a peer that the stack does not
    deploy: a Prometheus, an ingress of its own, the API server.
    """

    app: StackCaller | None = None
    """All apps of another namespace of the stack, for example `shop`, or one app there, `shop/web`. That app must say
    `connectsTo` too, which names the ports."""
    api_server: StrictBool = False
    """The API server, which calls webhooks. It needs `cluster.apiServer.cidrs` and `cluster.nodeCidrs`, except with
    `networkPolicies: cilium`; `cluster.apiServer.agents` may connect too."""
    port: PortName | None = None
    """The name of the port that is open for them. Default: the main port. Not for `app`."""
    ports: UniqueList[PortName] = ()
    """Several ports, instead of `port`."""

    def kinds(self) -> list[str]:
        """The API server too."""
        return [*super().kinds(), *(["apiServer"] if self.api_server else [])]

    def names(self) -> tuple[str, ...]:
        """The names of the ports; none for the main port."""
        return self.ports if self.port is None else (self.port,)

    @model_validator(mode="after")
    def _names_somebody(self) -> "CallerSettings":
        if self.app is None and not self.kinds():
            raise conflict(
                "expected at least one of app, namespace, cidrs, nodes and apiServer, for example {app: shop/web}"
            )
        return self

    @model_validator(mode="after")
    def _apps_name_their_ports(self) -> "CallerSettings":
        if self.app and (beside := [*self.kinds(), *(name for name in ("port", "ports") if getattr(self, name))]):
            raise conflict(
                f"{', '.join(beside)} cannot be used with app; an app of the stack is written shop/web and names the "
                "ports in its connectsTo; leave it out, or make it an item of its own"
            )
        if self.port is not None and self.ports:
            raise conflict("expected port or ports, not both")
        return self


def _app_alone(value: Any) -> Any:
    """`shop/web` is short for `{app: shop/web}`."""
    return {"app": value} if isinstance(value, str) else _one_block(value)


Caller = Annotated[CallerSettings, BeforeValidator(_app_alone, json_schema_input_type=StackCaller | CallerSettings)]
