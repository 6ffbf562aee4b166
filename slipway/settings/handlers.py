"""Handlers of probes and hooks: an HTTP request to the container, or a command in it.

https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#LifecycleHandler
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.fields import Port

Command = Annotated[
    tuple[str, ...],
    Field(min_length=1),
    described_as("a command as a list of strings", "[cat, /tmp/ready]"),
]

UrlPathAndQuery = Annotated[
    str,
    Field(pattern=r"^/[^\s?#]*(\?[^\s#]*)?$", max_length=2048),
    described_as("a URL path that starts with /, with or without a query", "/healthz?full=1"),
]

HeaderName = Annotated[
    str, Field(pattern=r"^[-A-Za-z0-9]+$", max_length=256), described_as("the name of an HTTP header", "Host")
]

HeaderValue = Annotated[
    str,
    Field(pattern=r"^[^\x00-\x08\x0a-\x1f\x7f]*$", max_length=4096),
    described_as("the value of an HTTP header, on one line", "shop.example.com"),
]


class HandlerSettings(Model):
    """An HTTP request or a command."""

    kinds: ClassVar[tuple[str, ...]] = ("path", "exec")
    """The settings of which a handler has at most one."""

    path: UrlPathAndQuery | None = None
    """The URL path of an HTTP GET, with a query if it needs one."""
    scheme: Literal["HTTP", "HTTPS"] = "HTTP"
    """The scheme of the HTTP GET. With `HTTPS` the certificate is not verified."""
    http_headers: dict[HeaderName, HeaderValue] = {}
    """Headers of the HTTP GET by name, for example `{Host: shop.example.com}`. The request goes to the pod itself,
    whatever `Host` says."""
    exec: Command | None = None
    """A command in the container, as a list; exit code 0 is success."""
    port: Port | None = None
    """The port of the request. Default: the container's port."""

    @model_validator(mode="after")
    def _one_kind(self) -> "HandlerSettings":
        said = [kind for kind in self.kinds if getattr(self, kind) is not None]
        if len(said) > 1:
            known = f"{', '.join(self.kinds[:-1])} and {self.kinds[-1]}"
            raise conflict(f"expected only one of {known}; got {' and '.join(said)}")
        if self.scheme == "HTTPS" and not self.path:
            raise conflict("scheme: HTTPS needs path; set path, or leave scheme out")
        if self.http_headers and not self.path:
            raise conflict("httpHeaders need path; set path, or leave httpHeaders out")
        if self.exec and self.port:
            raise conflict("exec runs a command and uses no port; leave port out")
        return self
