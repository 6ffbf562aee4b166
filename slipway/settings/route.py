"""Access to an app from outside the cluster through a Gateway: HTTPRoute and GRPCRoute."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.fields import DnsLabel, Host, ObjectName, Port, StrictBool, UniqueList, duplicates
from slipway.settings.ingress import OpenPath, port_alone
from slipway.settings.labels import Annotations
from slipway.settings.ports import PortName

RoutePath = Annotated[
    OpenPath,
    Field(pattern=r"^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$", max_length=1024),
    described_as("a URL path that starts with /, of at most 1024 URL characters", "/api"),
]
"""The Gateway API allows fewer paths than Ingress does."""

ExactHost = Annotated[
    Host, Field(pattern=r"^[^*]*$"), described_as("a lowercase host name without a wildcard", "shop.example.com")
]

HeaderName = Annotated[
    str,
    Field(pattern=r"^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$", max_length=256),
    described_as("the name of a header", "x-canary"),
]
HeaderValue = Annotated[
    str,
    Field(pattern=r"^[^\x00-\x1f\x7f]+$", max_length=4096),
    described_as("the value of a header: text on one line", '"1"'),
]
QueryName = Annotated[
    str,
    Field(pattern=r"^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$", max_length=256),
    described_as("the name of a query parameter", "version"),
]
QueryValue = Annotated[
    str,
    Field(pattern=r"^[^\x00-\x1f\x7f]+$", max_length=1024),
    described_as("the value of a query parameter: text on one line", '"2"'),
]


class HeadersSettings(Model):
    """Changes of headers."""

    set_: dict[HeaderName, HeaderValue] = Field({}, alias="set")
    """Headers that get this value, whatever they had."""
    add: dict[HeaderName, HeaderValue] = {}
    """Headers that get this value beside what they had."""
    remove: UniqueList[HeaderName] = ()
    """Headers that are taken away."""

    @model_validator(mode="after")
    def _changes_something(self) -> "HeadersSettings":
        if not (self.set_ or self.add or self.remove):
            raise conflict("expected at least one of set, add and remove, for example set: {x-from: shop}")
        return self


class RewriteSettings(Model):
    """Changes of the request on its way to the app."""

    host: ExactHost | None = None
    """The new host name."""
    path: RoutePath | None = None
    """The new path."""
    prefix: RoutePath | None = None
    """The new beginning of the path, in place of the path of the route. It needs `pathType: PathPrefix`."""

    def said(self) -> list[str]:
        """The settings that are set."""
        return [name for name, value in self.model_dump(by_alias=True).items() if value is not None]

    @model_validator(mode="after")
    def _one_path(self) -> "RewriteSettings":
        if not self.said():
            raise conflict("expected at least one setting, for example host: shop.example.com")
        if self.path and self.prefix:
            raise conflict("expected path or prefix, not both")
        return self


class RedirectSettings(RewriteSettings):
    """An answer that sends the client elsewhere. What is not said stays as in the request."""

    scheme: Literal["http", "https"] | None = None
    """The new scheme."""
    port: Port | None = None
    """The new port. Default: that of the scheme, or that of the listener."""
    status_code: Literal[301, 302] = 302
    """301 for ever, 302 for now."""

    def said(self) -> list[str]:
        """The settings that are set, except for the code."""
        return [name for name in super().said() if name != "statusCode"]


class RoutePathSettings(Model):
    """One path of an HTTPRoute: https://gateway-api.sigs.k8s.io/api-types/httproute/#matches"""

    port: PortName | None = None
    """The name of a port of the app. Default: the main port."""
    path_type: Literal["PathPrefix", "Exact"] = "PathPrefix"
    """The comparison with the path. Default: `PathPrefix`, element by element, so `/api` matches `/api/v1` too."""
    redirect: RedirectSettings | None = None
    """An answer that sends the client elsewhere, instead of the app."""
    rewrite: RewriteSettings | None = None
    """Changes of host and path before the request reaches the app. Not every Gateway supports it."""
    request_headers: HeadersSettings | None = None
    """Changes of the headers of the request."""
    response_headers: HeadersSettings | None = None
    """Changes of the headers of the answer. Not every Gateway supports it."""

    @model_validator(mode="after")
    def _leads_somewhere(self) -> "RoutePathSettings":
        if self.redirect and (beside := [name for name in ("port", "rewrite") if getattr(self, name)]):
            raise conflict(f"redirect answers instead of the app; leave {' and '.join(beside)} out, or redirect")
        for name in ("redirect", "rewrite"):
            change = getattr(self, name)
            if change and change.prefix and self.path_type != "PathPrefix":
                raise conflict(f"{name}.prefix needs pathType: PathPrefix; got {self.path_type}")
        return self


class RouteRuleSettings(RoutePathSettings):
    """Requests that are told apart by more than their path. All that is said must match."""

    path: RoutePath = "/"
    """The path of the requests. Default: all paths."""
    headers: dict[HeaderName, HeaderValue] = {}
    """Headers with exactly these values."""
    query: dict[QueryName, QueryValue] = {}
    """Query parameters with exactly these values. Not every Gateway supports it."""
    method: Literal["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"] | None = None
    """The HTTP method. Not every Gateway supports it."""

    @model_validator(mode="after")
    def _tells_apart(self) -> "RouteRuleSettings":
        if not (self.headers or self.query or self.method):
            raise conflict("expected at least one of headers, query and method; for a path alone, write it into paths")
        for name in ("headers", "query"):
            if len(getattr(self, name)) > _MOST:
                raise conflict(f"expected at most {_MOST} {name}; got {len(getattr(self, name))}")
        return self


RoutePaths = dict[
    RoutePath,
    Annotated[RoutePathSettings, BeforeValidator(port_alone, json_schema_input_type=PortName | RoutePathSettings)],
]

_MOST = 16
"""The limit of hosts and of rules in the schemas of HTTPRoute and GRPCRoute."""


class ParentSettings(Model):
    """A Gateway that is not part of this stack."""

    gateway: ObjectName
    """The name of the Gateway."""
    section: ObjectName | None = None
    """The name of a listener. Default: all listeners that match the hosts."""
    namespace: DnsLabel | None = None
    """The namespace of the Gateway. Its listener must allow routes of the app's namespace. Default: the app's
    namespace."""


def _gateway_alone(value: Any) -> Any:
    """`public/https` is short for `{gateway: public, section: https}`, and `public` for `{gateway: public}`."""
    if not isinstance(value, str):
        return value
    gateway, slash, section = value.partition("/")
    return {"gateway": gateway, "section": section} if slash else {"gateway": gateway}


Parent = Annotated[ParentSettings, BeforeValidator(_gateway_alone, json_schema_input_type=str | ParentSettings)]


class GatewayRouteSettings(Model):
    """A route of the Gateway API."""

    parent: Parent
    """The Gateway, as `<gateway>` or `<gateway>/<listener>`, or its settings."""
    hosts: tuple[Host, ...] = ()
    """The host names of the app. Default: those of the listener."""
    annotations: Annotations = {}
    """Annotations for the Gateway controller, or for external-dns, with `$(secret:NAME)` as in an Ingress."""

    def backends(self) -> Iterator[tuple[tuple[str, ...], str | None]]:
        """The ports that it leads to, each with the path of its setting below the route. None is the main port."""
        raise NotImplementedError

    @model_validator(mode="after")
    def _each_host_once(self) -> "GatewayRouteSettings":
        if several := duplicates(self.hosts):
            raise conflict(f"expected each host once in hosts; duplicates: {', '.join(several)}")
        if len(self.hosts) > _MOST:
            raise conflict(f"expected at most {_MOST} hosts in a route; got {len(self.hosts)}")
        return self


class RouteSettings(GatewayRouteSettings):
    """An HTTPRoute: https://gateway-api.sigs.k8s.io/api-types/httproute/

    The cluster needs the Gateway API (its standard channel) and a Gateway.
    """

    paths: RoutePaths = {"/": RoutePathSettings()}
    """The paths, each with the name of a port, or its settings. Default: all paths lead to the main port."""
    rules: UniqueList[RouteRuleSettings] = ()
    """Requests that are told apart by their headers, their query or their method. They go before `paths`."""
    redirect_from: Parent | None = None
    """A listener of plain HTTP, for example `public/http`. Its requests for the hosts are redirected to HTTPS (301), by
    an HTTPRoute `<app>.redirect`. Default: none."""
    https: StrictBool = True
    """The listener uses HTTPS. It decides the scheme of the printed URL only."""

    def backends(self) -> Iterator[tuple[tuple[str, ...], str | None]]:
        """Those of paths and rules without a redirect."""
        for path, each in self.paths.items():
            if each.redirect is None:
                yield ("paths", path, "port"), each.port
        for index, rule in enumerate(self.rules):
            if rule.redirect is None:
                yield ("rules", str(index), "port"), rule.port

    @model_validator(mode="after")
    def _within_the_schema(self) -> "RouteSettings":
        if not self.paths:
            raise conflict("expected at least one path in paths; leave paths out for all of them")
        count = len(self.paths) + len(self.rules)
        if count > _MOST:
            what = "paths and rules" if self.rules else "paths"
            raise conflict(f"expected at most {_MOST} {what} in a route; got {count}")
        if self.redirect_from == self.parent:
            raise conflict("expected another listener in redirectFrom than in parent, for example public/http")
        return self


GrpcMethod = Annotated[
    str,
    Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*(/[A-Za-z_][A-Za-z0-9_]*)?$", max_length=1024),
    described_as("a gRPC service with its package, or service/method", "shop.Orders"),
]


class GrpcMethodSettings(Model):
    """Calls of one gRPC service, or of one of its methods."""

    port: PortName | None = None
    """The name of a port of the app. Default: the main port."""
    request_headers: HeadersSettings | None = None
    """Changes of the headers of the call."""


class GrpcRouteSettings(GatewayRouteSettings):
    """A GRPCRoute: https://gateway-api.sigs.k8s.io/api-types/grpcroute/

    The cluster needs the Gateway API (its standard channel) and a Gateway. Its ports want `appProtocol:
    kubernetes.io/h2c`, unless the Gateway knows it otherwise.
    """

    methods: dict[
        GrpcMethod,
        Annotated[
            GrpcMethodSettings, BeforeValidator(port_alone, json_schema_input_type=PortName | GrpcMethodSettings)
        ],
    ] = {}
    """gRPC services, or `service/method`, each with the name of a port, or its settings. Default: all calls lead to the
    main port."""

    def backends(self) -> Iterator[tuple[tuple[str, ...], str | None]]:
        """Those of the methods."""
        for method, each in self.methods.items():
            yield ("methods", method, "port"), each.port
        if not self.methods:
            yield ("methods",), None

    @model_validator(mode="after")
    def _within_the_schema(self) -> "GrpcRouteSettings":
        if len(self.methods) > _MOST:
            raise conflict(f"expected at most {_MOST} methods in a route; got {len(self.methods)}")
        return self
