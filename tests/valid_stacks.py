"""Valid stacks: an app from the strategies of the models, and everything that it refers to."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from hypothesis import assume
from hypothesis import strategies as st
from pydantic import ValidationError

from offline.recorder import Recording
from slipway.checks.stack import check_stack
from slipway.settings.fields import AppName
from slipway.settings.namespace import NamespaceSettings
from slipway.settings.pod import PodSettings
from slipway.settings.ports import MAIN_PORT
from slipway.settings.secret_store import SecretStoreSettings
from slipway.settings.security import LEVELS
from slipway.settings.stack import StackSettings
from stack.compose import compose
from tests.deployment import configured, deploy
from tests.valid_settings import Strategy, saying, settings_of

NAMESPACE = "shop"
NAMES = settings_of(AppName)
PATCHES = "patches"
"""Settings that change objects freely (patches): the API server judges the result."""
CLUSTER = {
    "ingress": {"namespace": "traefik"},
    "gateway": {"namespace": "gateways"},
    "prometheus": {"namespace": "prometheus"},
    "nodeCidrs": ["10.0.1.0/24"],
    "apiServer": {"cidrs": ["203.0.113.7/32"]},
}
TASK = {"kind": "task", "image": "shop/migrate:1.0"}
FOLLOWING = {"apps", "podSecurity", "quota", "maxima", "secrets"}
"""Settings that fit the apps only by chance."""
EMPTY_NAMESPACES = settings_of(NamespaceSettings).map(
    lambda each: {name: value for name, value in each.items() if name not in FOLLOWING}
)
"""The settings of a namespace, without its apps."""
STORES = settings_of(SecretStoreSettings)
VAULT = {"vault": {"server": "https://vault.example.com", "role": "shop"}}


@st.composite
def appless(draw: st.DrawFn, setting: str) -> dict[str, Any]:
    """A stack of one namespace without apps, with at least this setting."""
    namespace = {**draw(saying(NamespaceSettings, setting)), "apps": {}}
    _known(namespace)
    _exist(namespace, namespace.get("pullSecrets", ()))
    for source in namespace["secrets"].values():
        for way in ("external", "csi"):
            if way in source:
                source[way]["store"] = way
    stack = {
        "environment": "development",
        "namespaces": {NAMESPACE: namespace},
        "secretStores": {"external": draw(STORES), "csi": VAULT},
    }
    assume(not check_stack(_parsed(stack), {}))
    return stack


@st.composite
def stacks(draw: st.DrawFn, apps: Strategy, namespaces: Strategy) -> dict[str, Any]:
    """One app, its namespace, and the namespaces that it refers to."""
    name, app = draw(NAMES), _decided(draw(apps))
    inside = {NAMESPACE: {**draw(namespaces), "apps": {name: app}}}
    _known(inside[NAMESPACE])
    stack = {"environment": "development", "namespaces": inside, "cluster": CLUSTER}
    try:
        settings = _parsed(stack)
        _declare(settings.namespaces[NAMESPACE].apps[name], inside)
        sound = not check_stack(_parsed(stack), {})
    except ValidationError:  # what is referred to, by a name that nothing can have
        sound = False
    assume(sound)
    return stack


def built(stack: dict[str, Any]) -> Recording:
    """The registrations of the program for this stack."""
    return deploy(lambda: compose(configured(_parsed(stack))))


def _parsed(stack: dict[str, Any]) -> StackSettings:
    return StackSettings.model_validate(stack, by_alias=True, by_name=False)


def _decided(app: dict[str, Any]) -> dict[str, Any]:
    """Adapt settings that need a separate decision or fit only by chance: see settings/exposure.py and
    settings/downloads.py.
    """
    decided = {setting: value for setting, value in app.items() if setting not in (PATCHES, "exposed", "connectsTo")}
    if {"ingress", "route"} & app.keys() or app.get("service", {}).get("type", "ClusterIP") != "ClusterIP":
        decided["exposed"] = True
    if "acceptsFrom" in app:
        decided["acceptsFrom"] = [each for each in app["acceptsFrom"] if not {"port", "ports"} & {*each}]
    if "peerPorts" in app:
        decided["peerPorts"] = [_main_port(app)]
    if "slo" in app:  # it is measured by metrics of the app
        decided = {"port": 8080, "metrics": {}, **decided}
    parts = [urlsplit(download["url"]) for download in app.get("downloads", {}).values()]
    ports = sorted({part.port or (443 if part.scheme == "https" else 80) for part in parts})
    everywhere = [{"cidr": cidr, "ports": ports} for cidr in ("0.0.0.0/0", "::/0") if ports]
    by_address = [each for each in app.get("connectsTo", ()) if "host" not in each]
    if "telemetry" in app:  # the collector is an app or an address, and it is named once
        decided["telemetry"] = {**app["telemetry"], **_COLLECTOR}
        by_address = [each for each in by_address if not {"app", "prefix"} & {*each}]
    return {**decided, "connectsTo": [*by_address, *everywhere]}


_COLLECTOR = {"otlp": {"cidr": "203.0.113.7/32", "port": 4500}, "endpoint": "http://203.0.113.7:4500"}


def _main_port(app: dict[str, Any]) -> str:
    return str(app["port"].get("name", MAIN_PORT) if isinstance(app["port"], dict) else MAIN_PORT)


def _declare(app: PodSettings, namespaces: dict[str, dict[str, Any]]) -> None:
    """Add everything that the app refers to."""
    own = namespaces[NAMESPACE]
    _exist(own, {*_secrets(app), *own.get("pullSecrets", ())})
    config_maps = own.setdefault("configMaps", {})
    for reference in _config_maps(app):
        name, _, key = reference.partition("/")
        config_maps.setdefault(name, {}).update({key: "value"} if key else {})
    for task in app.after:
        own["apps"].setdefault(task, TASK)
    for neighbour in (*app.placement.near, *app.placement.away_from):
        if neighbour.app:
            theirs = namespaces.setdefault(neighbour.namespace or NAMESPACE, {}).setdefault("apps", {})
            theirs.setdefault(neighbour.app, TASK)
    for connection in app.connections().values():
        if connection.app:
            ports = {name: 9000 + index for index, name in enumerate(connection.names()) if name != MAIN_PORT}
            peer = {"image": "shop/peer:1.0", "port": 8080, "ports": ports}
            agreed = {"acceptsFrom": [NAMESPACE]} if connection.namespace not in (None, NAMESPACE) else {}
            theirs = namespaces.setdefault(connection.namespace or NAMESPACE, {}).setdefault("apps", {})
            theirs.setdefault(connection.app, {**peer, **agreed})
    _share(app, own["apps"])
    for caller in getattr(app, "accepts_from", ()):
        namespace, _, name = (caller.app or NAMESPACE).partition("/")
        namespaces.setdefault(namespace, {}).setdefault("apps", {}).update({name: TASK} if name else {})
    needed = [level for _, level in app.relaxations.needed_levels()]
    level = max(needed, key=LEVELS.index, default=LEVELS[0])
    if level != LEVELS[0]:
        own["podSecurity"] = {"level": level, "reason": "its app asks for it"}


def _known(namespace: dict[str, Any]) -> None:
    """Give the objects a kind that every cluster has, and leave out charts, which no test can fetch."""
    namespace.pop("charts", None)
    for key, each in namespace.get("objects", {}).items():
        said = {name: value for name, value in each.get("metadata", {}).items() if name in ("labels", "annotations")}
        namespace["objects"][key] = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": said, "data": {"a": "b"}}


def _share(app: PodSettings, apps: dict[str, Any]) -> None:
    """Other apps have the volumes that the app mounts."""
    for shared in (volume.shared_from for volume in app.volumes.values() if volume.shared_from):
        theirs = apps.setdefault(shared.app, {"kind": "worker", "image": "shop/files:1.0"})
        theirs.setdefault("volumes", {})[shared.path] = {"shared": {"size": "1Gi"}}


def _exist(namespace: dict[str, Any], secrets: Iterable[str]) -> None:
    """Secrets without another source are `existing`."""
    existing = {name: {"existing": True} for name in sorted(secrets)}
    namespace["secrets"] = {**existing, **namespace.get("secrets", {})}


def _secrets(app: PodSettings) -> Iterator[str]:
    for container in app.containers().values():
        yield from (reference.partition("/")[0] for reference in container.secret_env.values())
        yield from (source.name for source in container.secret_env_from)
    yield from (reference.partition("/")[0] for reference in app.secret_files.values())
    yield from app.pull_secrets
    for volume in app.volumes.values():
        yield from [volume.csi.secret] if volume.csi and volume.csi.secret else []
        yield from (source.secret for source in volume.projected or () if source.secret)


def _config_maps(app: PodSettings) -> Iterator[str]:
    """Names, and `name/key`."""
    for container in app.containers().values():
        yield from container.config_env.values()
        yield from (source.name for source in container.config_env_from)
    yield from app.config_files.values()
    for volume in app.volumes.values():
        yield from (source.config_map for source in volume.projected or () if source.config_map)
