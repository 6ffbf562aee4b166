"""Handlers of probes and hooks."""

from pulumi_kubernetes.core.v1 import ExecActionArgs, HTTPGetActionArgs, HTTPHeaderArgs

from slipway.settings.handlers import HandlerSettings


def exec_action(settings: HandlerSettings) -> ExecActionArgs:
    """The command in the container."""
    return ExecActionArgs(command=list(settings.exec or ()))


def http_get(settings: HandlerSettings, port: int | str) -> HTTPGetActionArgs:
    """The request to the pod, on a port by its number or its name."""
    headers = [HTTPHeaderArgs(name=name, value=value) for name, value in settings.http_headers.items()]
    return HTTPGetActionArgs(
        path=settings.path,
        port=port,
        scheme=None if settings.scheme == "HTTP" else settings.scheme,
        http_headers=headers or None,
    )
