"""How an app is reached from outside the cluster through a Gateway."""

from typing import Annotated, Any

from pydantic import BeforeValidator, model_validator

from settings.network.http_path import RoutePaths, RoutePathSettings
from settings.words.annotations import Annotations
from settings.words.model import Model
from settings.words.vocabulary import DnsLabel, Host, ObjectName, Switch, conflict

_MOST = 16
"""Hosts, and rules: what the schema of HTTPRoute allows."""


class ParentSettings(Model):
    """A Gateway that somebody else runs."""

    gateway: ObjectName
    """Its name. Required."""
    section: ObjectName | None = None
    """The listener of it. Default: every listener that takes the hosts."""
    namespace: DnsLabel | None = None
    """Where it lives; its listener must allow routes of this namespace. Default: the app's namespace."""


def _gateway_alone(value: Any) -> Any:
    """`public/https` is short for `{gateway: public, section: https}`, and `public` for `{gateway: public}`."""
    if not isinstance(value, str):
        return value
    gateway, slash, section = value.partition("/")
    return {"gateway": gateway, "section": section} if slash else {"gateway": gateway}


class RouteSettings(Model):
    """An HTTPRoute: https://gateway-api.sigs.k8s.io/api-types/httproute/

    The cluster must know the Gateway API (its standard channel), and somebody else runs the Gateway.
    """

    parent: Annotated[ParentSettings, BeforeValidator(_gateway_alone)]
    """The Gateway, as `<gateway>` or `<gateway>/<listener>`, or its settings. Required."""
    hosts: tuple[Host, ...] = ()
    """The host names that clients ask for. Default: those of the listener."""
    paths: RoutePaths = {"/": RoutePathSettings()}
    """The paths that are sent to the app, each with the name of the port that answers, or its settings. Default: all of
    them to the main port."""
    annotations: Annotations = {}
    """What the gateway's controller, or one for DNS names, reads."""
    https: Switch = True
    """Whether the listener speaks HTTPS; decides only how the app's address is told. Default true."""

    @model_validator(mode="after")
    def _within_the_schema(self) -> "RouteSettings":
        if len(set(self.hosts)) < len(self.hosts):
            raise conflict("expected each host once in hosts")
        if not self.paths:
            raise conflict("expected at least one path in paths; leave paths out for all of them")
        for name, count in (("hosts", len(self.hosts)), ("paths", len(self.paths))):
            if count > _MOST:
                raise conflict(f"expected at most {_MOST} {name} in a route, and there are {count}")
        return self
