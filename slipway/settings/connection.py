"""Connections: the peers of an app, inside the stack and outside.

https://kubernetes.io/docs/concepts/services-networking/network-policies/
"""

from ipaddress import ip_network
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.container import Prefix
from slipway.settings.fields import AppName, Cidr, DnsLabel, Host, Port, UniqueList
from slipway.settings.labels import LabelKey, LabelValue
from slipway.settings.service import MAIN_PORT, PortName


class ClusterPodsSettings(Model):
    """A namespace, and the labels of the pods in it."""

    namespace: DnsLabel
    """Where they run, for example `traefik`. Required."""
    labels: dict[LabelKey, LabelValue] = {}
    """What they are labelled with. Default: all pods of the namespace are meant."""


PortOrName = Annotated[
    Port | PortName, described_as("the name of a port of the app, or outside the stack a port's number", "http")
]

Protocol = Literal["TCP", "UDP", "SCTP"]


class ConnectionSettings(Model):
    """Exactly one of `app`, `pods`, `cidr` and `host`. An app's name alone is short for `{app: name}`.

    Without a connection an app reaches nothing but the DNS of the cluster, and nobody reaches it.
    """

    app: AppName | None = None
    """An app of the stack that has a Service: stateless or stateful. Its address becomes the variables `<APP>_HOST`
    and `<APP>_PORT` of every container. A variable of that name that a container names itself (`env`, `configEnv`,
    `secretEnv`) wins; these win over whole ConfigMaps and Secrets, and `env` may build on them: `$(DB_HOST)`."""
    namespace: DnsLabel | None = None
    """Where that app is. Another namespace must agree, by `acceptsFrom` of that app. Default: the app's own."""
    prefix: Prefix | None = None
    """What the variables begin with instead, for example `ARCHIVE_`. Default: the name of the app and `_`."""
    pods: ClusterPodsSettings | None = None
    """Pods of the cluster that no stack of ours deploys, for example `{namespace: traefik}`; what they let in is theirs
    to say."""
    cidr: Cidr | None = None
    """Addresses outside the stack. A range that holds more than them leaves out 169.254.0.0/16, where clouds answer
    with the credentials of the node; who means those says them."""
    except_: UniqueList[Cidr] = Field((), alias="except")
    """Ranges within `cidr` that are not meant. Default: none."""
    host: Host | None = None
    """A name outside the cluster, or `*.` and the end of one. Needs `cluster.networkPolicies: cilium`: Kubernetes' own
    policies know addresses only."""
    port: PortOrName | None = None
    """The port: its name at an app (default: the main one, `http`), its number elsewhere (required)."""
    ports: UniqueList[PortOrName] = ()
    """Several ports, instead of `port`. The first is `<APP>_PORT`, and each is `<APP>_PORT_<NAME>` too."""
    protocol: Protocol = "TCP"
    """What is spoken outside; a port of an app says it itself. Default `TCP`."""

    def peer_name(self) -> str:
        """The app as its caller names it: `db`, or `<namespace>/db` in another namespace."""
        return f"{self.namespace}/{self.app}" if self.namespace else str(self.app)

    def names(self) -> list[str]:
        """The names of the ports of an app."""
        return [str(each) for each in self._said()] or [MAIN_PORT]

    def numbers(self) -> list[int]:
        """The numbers of the ports outside."""
        return [int(each) for each in self._said()]

    def _said(self) -> list[int | str]:
        return list(self.ports) if self.port is None else [self.port]

    @model_validator(mode="after")
    def _one_target(self) -> "ConnectionSettings":
        if [self.app, self.pods, self.cidr, self.host].count(None) != 3:  # noqa: PLR2004  # all but one
            raise conflict("expected exactly one of app, pods, cidr and host, for example {app: db}")
        if self.port is not None and self.ports:
            raise conflict("expected port or ports, not both")
        return self

    @model_validator(mode="after")
    def _fits_its_target(self) -> "ConnectionSettings":
        kind = "app" if self.app else "pods" if self.pods else "cidr" if self.cidr else "host"
        given = [str(field.alias) for name, field in type(self).model_fields.items() if name in self.model_fields_set]
        fitting = {
            "app": {"app", "namespace", "prefix", "port", "ports"},
            "pods": {"pods", "port", "ports", "protocol"},
            "cidr": {"cidr", "except", "port", "ports", "protocol"},
            "host": {"host", "port", "ports", "protocol"},
        }[kind]
        if strange := [name for name in given if name not in fitting]:
            raise conflict(f"{', '.join(strange)} says nothing about {kind}; leave it out")
        wanted = str if kind == "app" else int
        if wrong := [each for each in self._said() if not isinstance(each, wanted)]:
            what = "the name of a port of the app, for example http" if kind == "app" else "a number, for example 5432"
            raise conflict(f"expected {what} as the port of {kind}; got {wrong[0]}")
        if kind != "app" and not self._said():
            raise conflict(f"expected port or ports beside {kind}, for example port: 5432; nothing is open as a whole")
        return self

    @model_validator(mode="after")
    def _except_lies_within(self) -> "ConnectionSettings":
        for each in self.except_:
            inner, outer = ip_network(each), ip_network(self.cidr or each)
            if inner.version != outer.version or inner == outer or not inner.subnet_of(outer):  # type: ignore[arg-type]
                raise conflict(f"expected except to be a part of {self.cidr}; got {each}")
        return self


def _app_alone(value: Any) -> Any:
    """`db` is short for `{app: db}`."""
    return {"app": value} if isinstance(value, str) else value


Connection = Annotated[ConnectionSettings, BeforeValidator(_app_alone)]

Caller = Annotated[
    str,
    Field(pattern=r"^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(/[a-z]([-a-z0-9]{0,50}[a-z0-9])?)?$"),
    described_as("a namespace of the stack, or a namespace and an app in it", "shop/web"),
]
"""Who may connect from another namespace."""
