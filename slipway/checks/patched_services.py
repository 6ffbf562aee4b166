"""What leads to the pods of an app: its Services, its Ingress and its routes. A patch must not lead them nowhere."""

from collections.abc import Iterator, Mapping
from typing import Any

from slipway.checks.patch_values import Wrong
from slipway.checks.patched_pods import declared_ports
from slipway.checks.problems import got, unknown
from slipway.schema.field import object_of
from slipway.settings.app import AppSettings
from slipway.settings.patches import PatchSettings, Path, deletes, items, value_at
from slipway.settings.ports import PodPort
from slipway.settings.served import Face, ServedSettings, ServiceAppSettings

Served = Mapping[PodPort, str]
"""The ports of a Service with their names."""
_PORTS = ("spec", "ports")
_CLASS, _CLASS_ANNOTATION = ("spec", "ingressClassName"), ("metadata", "annotations", "kubernetes.io/ingress.class")
_BACKENDS = ("backend", "backendRefs", "defaultBackend")


def wrong_services(name: str, app: AppSettings, patch: PatchSettings) -> Iterator[Wrong]:
    """Ports of a Service without a port of the pods, and backends without a port of the Service."""
    if not isinstance(app, ServedSettings):
        return
    if patch.kind == "Service":
        yield from _of_service(name, app, patch)
    elif patch.kind in ("Ingress", "HTTPRoute", "GRPCRoute") and isinstance(app, ServiceAppSettings):
        yield from _of_class(app, patch)
        known = {**_served(app, "Service"), **_added(app, "Service")}
        for path, backend in _backends(patch.patch.get("spec"), ("spec",)):
            if backend.get("name") == name:
                yield from _of_backend(path, backend.get("port"), known)


def _of_service(name: str, app: ServedSettings, patch: PatchSettings) -> Iterator[Wrong]:
    if (_PORTS, None) in patch.leaves():
        yield _PORTS, "expected the ports to stay: clients, Ingress and routes lead to them"
    pods = declared_ports(name, app)[name]
    served = _served(app, patch.object)
    for step, port in items(value_at(patch.patch, _PORTS), object_of("Service").at(*_PORTS)):
        path, number = (*_PORTS, step), PodPort(port["port"], port.get("protocol", "TCP"))
        if number in served and deletes(port):
            yield path, "expected the port to stay: clients, Ingress and routes lead to it"
        elif number in served and port.get("name", served[number]) != served[number]:
            expected = f"expected {served[number]}, the name by which an Ingress finds the port"
            yield (*path, "name"), f"{expected}; got {got(port['name'])}; a protocol is told by the setting appProtocol"
        elif number not in served and not deletes(port):
            yield from _of_new_port(path, port, served)
        if not deletes(port) and (number not in served or "targetPort" in port):
            target = port.get("targetPort") or number.number
            yield from _of_target(path, target, number.protocol, pods)
            yield from _of_opened(path, target, app, patch)


def _of_new_port(path: Path, port: Mapping[str, Any], served: Served) -> Iterator[Wrong]:
    if port.get("name") is None:
        yield path, "missing name; Kubernetes requires a name of each port if a Service has several"
    elif port["name"] in served.values():
        yield (*path, "name"), f"{port['name']} is the name of another port of the Service; expected another name"


def _of_target(path: Path, target: Any, protocol: str, pods: Mapping[PodPort, str | None]) -> Iterator[Wrong]:
    """The port of the pods to which a port of the Service leads. The network is closed for all but those of the
    settings.
    """
    leads = {name for port, name in pods.items() if name and port.protocol == protocol}
    leads |= {str(port.number) for port in pods if port.protocol == protocol}
    if isinstance(target, str | int) and str(target) not in leads:
        known = ", ".join(sorted(leads)) or "none"
        expected = f"expected a {protocol} port of the app ({known}), or a new one in the setting ports"
        yield (*path, "targetPort"), f"leads nowhere: {expected}; got {got(target)}"


def _of_opened(path: Path, target: Any, app: ServedSettings, patch: PatchSettings) -> Iterator[Wrong]:
    """A port of the pods that a Service with a port on every node would open beside those that are exposed."""
    steps, face = _face(app, patch.object)
    if face and face.outside:
        closed = {*app.port_names()} - {*face.ports}
        for name in closed & {str(target)} | {each for each in closed if app.listening_port(each).port == target}:
            setting = f"ports.{name}.exposed" if steps == ("service",) else f"{'.'.join(steps)}.ports"
            opens = f"would open the port {name} to the outside of the cluster"
            yield (*path, "targetPort"), f"{opens}; expected the setting {setting} instead"


def _of_class(app: ServiceAppSettings, patch: PatchSettings) -> Iterator[Wrong]:
    """The API server refuses an Ingress that names its class twice."""
    if app.ingress is None or patch.kind != "Ingress":
        return
    names = value_at(patch.patch, _CLASS_ANNOTATION) or app.ingress.annotations.get(_CLASS_ANNOTATION[-1])
    if names and (value_at(patch.patch, _CLASS) or app.ingress.class_name):
        said = _CLASS_ANNOTATION if value_at(patch.patch, _CLASS_ANNOTATION) else _CLASS
        if value_at(patch.patch, said):
            yield (
                said,
                "the class would be named by an annotation and by ingressClassName; Kubernetes allows one of them",
            )


def _served(app: ServedSettings, patched: str) -> Served:
    """The ports of the Service that a patch names. A headless one has those of the pods."""
    _, face = _face(app, patched)
    if face is None:
        return {app.pod_port(name): name for name in app.port_names()}
    return {PodPort(port.port or 0, app.listening_port(name).protocol): name for name, port in face.ports.items()}


def _face(app: ServedSettings, patched: str) -> tuple[tuple[str, ...], Face | None]:
    suffix = patched.replace("/", "-").removeprefix("Service")
    return next(((steps, face) for steps, face in app.faces().items() if face.suffix == suffix), ((), None))


def _added(app: AppSettings, target: str) -> Served:
    return {
        PodPort(port["port"], port.get("protocol", "TCP")): str(port.get("name"))
        for patch in app.patches
        if patch.object == target
        for _, port in items(value_at(patch.patch, _PORTS), object_of("Service").at(*_PORTS))
        if not deletes(port)
    }


def _backends(value: Any, path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Each reference to a Service, in an Ingress (`backend.service`) or in a route (`backendRefs`)."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            here = (*path, name)
            if name == "service" and path[-1] in _BACKENDS and isinstance(inner, Mapping):
                yield here, inner
            else:
                yield from _backends(inner, here)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            here = (*path, f"[{index}]")
            if path[-1] in _BACKENDS and isinstance(inner, Mapping) and inner.get("kind", "Service") == "Service":
                yield here, inner
            yield from _backends(inner, here)


def _of_backend(path: Path, port: Any, known: Served) -> Iterator[Wrong]:
    names, numbers = sorted(known.values()), sorted(port.number for port in known)
    said = port if isinstance(port, Mapping) else {"number": port}
    if said.get("name") is not None and said["name"] not in names:
        yield (*path, "port", "name"), unknown(str(said["name"]), names, "port of the Service", named=True)
    elif said.get("number") is not None and said["number"] not in numbers:
        yield (*path, "port"), unknown(str(said["number"]), map(str, numbers), "port of the Service", named=True)
