"""What a monitor among `objects` can find in the stack: the pods of its apps, and their Services.

https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PodMonitorSpec
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from slipway.settings.app import AppSettings
from slipway.settings.namespace import NamespaceSettings
from slipway.settings.served import ServedSettings, ServiceAppSettings
from slipway.settings.service import HEADLESS
from slipway.settings.stack import StackSettings
from slipway.settings.workloads import ProcessSettings
from slipway.topology.apps import AppId
from slipway.topology.labels import Marks, marks_of

Labels = Mapping[str, str]


class Target(NamedTuple):
    """Pods or a Service, with their labels and the names of their ports."""

    app: AppId | None
    """The app; None for a Service among `objects`."""
    name: str
    labels: Labels
    ports: frozenset[str]


def pod_targets(stack: StackSettings, namespace: str) -> Iterator[Target]:
    """The pods of each app of the namespace that goes on running."""
    settings = stack.namespaces[namespace]
    for name, app in settings.apps.items():
        if isinstance(app, ProcessSettings):
            own = _marks(stack, settings).of_app(name).of_version(app.image)
            names = {*app.tcp_ports(), *(app.port_names() if isinstance(app, ServedSettings) else ())}
            yield Target(AppId(namespace, name), name, {**own.labels, **app.pod_labels}, frozenset(names))


def service_targets(stack: StackSettings, namespace: str) -> Iterator[Target]:
    """The Services of the namespace: those of the apps, and those among `objects`."""
    settings = stack.namespaces[namespace]
    for name, app in settings.apps.items():
        labels = _marks(stack, settings).of_app(name).labels
        for suffix, ports in _services(app):
            yield Target(AppId(namespace, name), name + suffix, labels, frozenset(ports))
    for key, each in settings.objects.items():
        if each.kind == "Service" and not each.group:
            labels = {**_marks(stack, settings).labels, **each.metadata.labels}
            yield Target(None, each.name(key), labels, frozenset(_port_names(each.spec.get("ports"))))


def monitor_labels(stack: StackSettings, namespace: str, app: str) -> Labels:
    """The labels of the monitor and of the rules of an app."""
    elsewhere = stack.cluster.prometheus
    own = _marks(stack, stack.namespaces[namespace]).with_labels(elsewhere.monitor_labels if elsewhere else {})
    return own.of_app(app).labels


def object_labels(stack: StackSettings, namespace: str, labels: Labels) -> Labels:
    """The labels of an object among `objects` that says these."""
    return {**labels, **_marks(stack, stack.namespaces[namespace]).labels}


def namespace_labels(stack: StackSettings, namespace: str) -> Labels:
    """The labels of a namespace of the stack."""
    settings = stack.namespaces.get(namespace)
    own = _marks(stack, settings).labels if settings else {}
    return {**own, "kubernetes.io/metadata.name": namespace}


def _marks(stack: StackSettings, namespace: NamespaceSettings) -> Marks:
    return marks_of(namespace.model_copy(update={"labels": {**stack.labels, **namespace.labels}}))


def _services(app: AppSettings) -> Iterator[tuple[str, list[str]]]:
    if not isinstance(app, ServedSettings):
        return
    for face in app.faces().values():
        yield face.suffix, list(face.ports)
    if isinstance(app, ServiceAppSettings) and app.has_headless_service():
        yield HEADLESS, app.port_names()


def _port_names(ports: Any) -> Iterator[str]:
    for port in ports if isinstance(ports, list) else ():
        if isinstance(port, Mapping) and isinstance(port.get("name"), str):
            yield port["name"]
