"""Containers and ports in the pods of an app: what a patch may add to them, and what it must keep."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from slipway.checks.patch_values import Wrong
from slipway.checks.problems import got, unknown
from slipway.checks.reserved_fields import TEMPLATES
from slipway.schema.field import Field, object_of
from slipway.settings.app import AppSettings
from slipway.settings.container import ContainerSettings
from slipway.settings.patches import PatchSettings, Path, deletes, items, value_at
from slipway.settings.ports import MAIN_PORT, PodPort
from slipway.settings.probes import SidecarSettings
from slipway.settings.served import ServedSettings
from slipway.settings.workloads import ProcessSettings

Ports = Mapping[PodPort, str | None]
"""Ports of containers with their names."""
Container = tuple[Path, Mapping[str, Any], Field]
"""A container in a patch: its path, what the patch says of it, and its fields."""

_WAYS = {
    "containers": "to add a container, use the setting sidecars",
    "initContainers": "to add one, use the setting sidecars or initContainers",
}
_HANDLERS = [
    (*at, handler)
    for at in (
        ("startupProbe",),
        ("readinessProbe",),
        ("livenessProbe",),
        ("lifecycle", "preStop"),
        ("lifecycle", "postStart"),
    )
    for handler in ("httpGet", "tcpSocket")
]
"""The paths in a container that can name one of its ports."""


def wrong_pods(name: str, app: AppSettings, patch: PatchSettings) -> Iterator[Wrong]:
    """Containers that do not exist, and ports that would lead nowhere."""
    template = TEMPLATES.get(patch.kind)
    if template is None:
        return
    for group, way in _WAYS.items():
        path = (*template, "spec", group)
        if (path, None) in patch.leaves():
            yield path, f"expected the containers to stay; {way}"
    declared = declared_ports(name, app)
    known = {"containers": [name], "initContainers": app.other_container_names()}
    for path, container, field in _containers(patch):
        group = path[-2]
        if container["name"] not in known[group]:
            said = unknown(str(container["name"]), known[group], f"{group[:-1]} of the app", named=True)
            yield path, f"{said}; {_WAYS[group]}"
        elif deletes(container):
            yield path, "expected the container to stay; it comes from a setting of the app: leave it out there"
        else:
            own = declared.get(container["name"], {})
            yield from _of_ports((*path, "ports"), container, field.at("ports"), own)
            added = patched_ports(app.patches, container["name"])
            yield from _of_handlers(path, container, {*own.values(), *added.values()})


def _containers(patch: PatchSettings) -> Iterator[Container]:
    template = TEMPLATES.get(patch.kind)
    if template is None:
        return
    for group in _WAYS:
        path = (*template, "spec", group)
        field = object_of(patch.kind).at(*path)
        for step, item in items(value_at(patch.patch, path), field):
            yield (*path, step), item, field.items


def _of_ports(path: Path, container: Mapping[str, Any], field: Field, declared: Ports) -> Iterator[Wrong]:
    if "ports" in container and container["ports"] is None and declared:
        yield path, "expected the ports to stay: Services, probes and network policies lead to them"
    names = {name: port for port, name in declared.items() if name}
    for step, port in items(container.get("ports"), field):
        number, here = _number(port), (*path, step)
        if number in declared and deletes(port):
            yield here, "expected the port to stay: Services, probes and network policies lead to it"
        elif declared.get(number) and port.get("name", declared[number]) != declared[number]:
            found_by = f"expected {declared[number]}, the name by which Services and probes find the port"
            yield (*here, "name"), f"{found_by}; got {got(port['name'])}"
        elif number not in declared and (name := _name(port)) in names:
            setting = "port" if name == MAIN_PORT else f"ports.{name}"
            taken = f"{name} is the name of port {names[name]}"
            yield (*here, "name"), f"{taken}; expected another name, or the setting {setting} to move the port"


def _of_handlers(path: Path, container: Mapping[str, Any], names: set[str | None]) -> Iterator[Wrong]:
    """A probe or hook that names a port which the container does not have."""
    for steps in _HANDLERS:
        port = value_at(container, (*steps, "port"))
        if isinstance(port, str) and port not in names:
            known = [name for name in names if name]
            yield (*path, *steps, "port"), unknown(port, known, "port of the container", named=True)


def declared_ports(name: str, app: AppSettings) -> Mapping[str, Ports]:
    """The ports that the settings give to each container, by its name."""
    return {name: _of_settings(app), **{sidecar: _of_settings(each) for sidecar, each in app.sidecars.items()}}


def _of_settings(settings: ContainerSettings) -> Ports:
    if isinstance(settings, ServedSettings) and settings.port:
        return {settings.pod_port(each): each for each in settings.port_names()}
    if isinstance(settings, ProcessSettings) and settings.port:
        return {settings.port.pod_port(): settings.port.name}
    if isinstance(settings, SidecarSettings) and settings.port:
        return {PodPort(settings.port): None}
    return {}


def patched_ports(patches: Iterable[PatchSettings], container: str) -> Ports:
    """The ports that patches add to a container, or change."""
    return {
        _number(port): _name(port)
        for patch in patches
        for _, each, field in _containers(patch)
        if each["name"] == container
        for _, port in items(each.get("ports"), field.at("ports"))
        if not deletes(port)
    }


def _number(port: Mapping[str, Any]) -> PodPort:
    return PodPort(port["containerPort"], port.get("protocol", "TCP"))


def _name(port: Mapping[str, Any]) -> str | None:
    name = port.get("name")
    return name if isinstance(name, str) else None
