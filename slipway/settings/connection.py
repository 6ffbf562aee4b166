"""Connections: the targets of an app, inside the stack and outside.

https://kubernetes.io/docs/concepts/services-networking/network-policies/
"""

from collections.abc import Iterable
from ipaddress import ip_network
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.fields import AppName, Cidr, DnsLabel, EnvPrefix, Host, Port, PortRange, UniqueList, ends_of
from slipway.settings.labels import LabelKey, LabelValue
from slipway.settings.ports import PodPort, PortName


class ClusterPodsSettings(Model):
    """Pods of a namespace, selected by labels."""

    namespace: DnsLabel
    """The namespace of the pods, for example `traefik`."""
    labels: dict[LabelKey, LabelValue] = {}
    """The labels of the pods. Default: all pods of the namespace."""


PortOrName = Annotated[
    Port | PortRange | PortName,
    described_as("a port name of an app, or a port number or a range like 30000..32767 outside the stack", "http"),
]

Protocol = Literal["TCP", "UDP", "SCTP"]


class ConnectionSettings(Model):
    """One target: exactly one of `app`, `pods`, `cidr` and `host`. The name of an app is short for `{app: name}`.

    Without connections an app can reach the DNS of the cluster only, and nobody can reach it.
    """

    app: AppName | None = None
    """A stateless or stateful app of the stack. All containers get its address in the variables `<APP>_HOST` and
    `<APP>_PORT`. They override `configEnvFrom` and `secretEnvFrom`; single variables (`env` and others) override them,
    and `env` may refer to them: `$(DB_HOST)`."""
    namespace: DnsLabel | None = None
    """The namespace of that app. In another namespace, that app must list this one in `acceptsFrom`. Default: the same
    namespace."""
    prefix: EnvPrefix | None = None
    """The prefix of the variables, for example `ARCHIVE_`. Default: the name of the app and `_`."""
    pods: ClusterPodsSettings | None = None
    """Pods of the cluster that are not part of this stack, for example `{namespace: traefik}`. Their own policies must
    allow the connection."""
    cidr: Cidr | None = None
    """A CIDR block outside the stack. A larger block excludes the metadata servers of clouds, which return credentials
    of the node (169.254.0.0/16 and others, docs/network.md); to allow one, name its address."""
    except_: UniqueList[Cidr] = Field((), alias="except")
    """CIDR blocks within `cidr` that are excluded."""
    host: Host | None = None
    """A host name outside the cluster; a wildcard `*.example.com` is allowed. It needs `cluster.networkPolicies:
    cilium`, because NetworkPolicies of Kubernetes match addresses only."""
    port: PortOrName | None = None
    """The port: a name for `app`, otherwise a number or a range, `30000..32767`. Default: the main port for `app`;
    required otherwise. https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-range-of-ports"""
    ports: UniqueList[PortOrName] = ()
    """Several ports, instead of `port`. `<APP>_PORT` is the first; `<APP>_PORT_<NAME>` exists for each."""
    protocol: Protocol = "TCP"
    """The transport protocol, for targets other than `app`."""

    def peer_name(self) -> str:
        """The app as its caller names it: `db`, or `<namespace>/db` in another namespace."""
        return f"{self.namespace}/{self.app}" if self.namespace else str(self.app)

    def names(self) -> list[str]:
        """The port names of `app`; none for its main port."""
        return [str(each) for each in self._said()]

    def numbers(self) -> tuple[PodPort, ...]:
        """The ports of a target outside the stack, and the ranges of ports."""
        ends = [(each, None) if isinstance(each, int) else ends_of(each) for each in self._said()]
        return tuple(PodPort(first, self.protocol, last) for first, last in ends)

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
            raise conflict(f"{', '.join(strange)} cannot be used with {kind}; leave it out")
        if wrong := [each for each in self._said() if (isinstance(each, int) or ".." in each) == (kind == "app")]:
            what = (
                "a port name, for example http"
                if kind == "app"
                else "a port number, for example 5432, or a range, for example 30000..32767"
            )
            raise conflict(f"with {kind}: expected {what}; got {wrong[0]}")
        if kind != "app" and not self._said():
            raise conflict(f"{kind} needs port or ports, for example port: 5432")
        return self

    @model_validator(mode="after")
    def _except_lies_within(self) -> "ConnectionSettings":
        for each in self.except_:
            inner, outer = ip_network(each), ip_network(self.cidr or each)
            if inner.version != outer.version or inner == outer or not inner.subnet_of(outer):  # type: ignore[arg-type]
                raise conflict(f"expected except to be a smaller block within {self.cidr}; got {each}")
        return self


def _app_alone(value: Any) -> Any:
    """`db` is short for `{app: db}`."""
    return {"app": value} if isinstance(value, str) else value


ConnectionPath = tuple[str | int, ...]
"""The path of a connection below its app."""


def by_path(connections: Iterable[ConnectionSettings]) -> dict[ConnectionPath, ConnectionSettings]:
    """The connections of `connectsTo` by their path."""
    return {("connectsTo", index): each for index, each in enumerate(connections)}


Connection = Annotated[
    ConnectionSettings, BeforeValidator(_app_alone, json_schema_input_type=AppName | ConnectionSettings)
]
