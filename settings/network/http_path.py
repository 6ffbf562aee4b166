"""The paths of an app that are open to the outside, and the ports behind them."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from settings.network.ports import MAIN_PORT, PortName
from settings.words.model import Model
from settings.words.path import UrlPath
from settings.words.vocabulary import expecting


def _normal(path: str) -> str:
    """What the API servers of Ingress and HTTPRoute refuse."""
    if any(part in path.lower() for part in ("//", "/./", "/../", "%2f")) or path.endswith(("/.", "/..")):
        raise ValueError
    return path


OpenPath = Annotated[
    UrlPath,
    AfterValidator(_normal),
    expecting("a URL path that starts with /, without `//`, `/./`, `/../` and `%2f`", "/api"),
]

RoutePath = Annotated[
    OpenPath,
    Field(pattern=r"^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$", max_length=1024),
    expecting("a URL path that starts with /, of at most 1024 letters, digits and the signs of a URL", "/api"),
]
"""The Gateway API allows less than Ingress does."""


class IngressPathSettings(Model):
    """Where requests to a path go: https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types"""

    port: PortName = MAIN_PORT
    """The name of the app's port that answers. Default: the main one, `http`."""
    path_type: Literal["Prefix", "Exact", "ImplementationSpecific"] = "Prefix"
    """How requests are compared with the path. Default `Prefix`, step by step: `/api` stands for `/api/v1` too."""


class RoutePathSettings(Model):
    """Where requests to a path go: https://gateway-api.sigs.k8s.io/api-types/httproute/#matches"""

    port: PortName = MAIN_PORT
    """The name of the app's port that answers. Default: the main one, `http`."""
    path_type: Literal["PathPrefix", "Exact"] = "PathPrefix"
    """How requests are compared with the path. Default `PathPrefix`, step by step: `/api` stands for `/api/v1` too."""


def _port_alone(value: Any) -> Any:
    """`/grpc: grpc` is short for `/grpc: {port: grpc}`."""
    return {"port": value} if isinstance(value, str) else value


IngressPaths = dict[OpenPath, Annotated[IngressPathSettings, BeforeValidator(_port_alone)]]
RoutePaths = dict[RoutePath, Annotated[RoutePathSettings, BeforeValidator(_port_alone)]]
