"""Volumes of one app that another app mounts."""

from collections.abc import Iterator

from slipway.checks.problems import Problem, path_of, unknown
from slipway.settings.app import AppSettings
from slipway.settings.namespace import NamespaceSettings
from slipway.settings.storage import SharedFromSettings

HOST_NAME = "kubernetes.io/hostname"


def broken_shared_volumes(path: str, namespace: NamespaceSettings, nodes: int | None) -> Iterator[Problem]:
    """Every `sharedFrom` that leads to no volume, or to one that the pods of both apps cannot mount at once.

    https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
    """
    for name, app in namespace.apps.items():
        for mount, volume in app.volumes.items():
            if volume.shared_from:
                where = path_of(path, "apps", name, "volumes", mount, "sharedFrom")
                yield from _problems(where, volume.shared_from, name, namespace, nodes)


def _problems(
    where: str, wanted: SharedFromSettings, name: str, namespace: NamespaceSettings, nodes: int | None
) -> Iterator[Problem]:
    if wanted.app == name:
        yield Problem(where, f"{name} is the app itself; expected another app, or the path of its own volume alone")
        return
    if wanted.app not in namespace.apps:
        yield Problem(path_of(where, "app"), unknown(wanted.app, namespace.apps, "app", named=True))
        return
    owner = namespace.apps[wanted.app]
    shared = {path: volume.shared for path, volume in owner.volumes.items() if volume.shared}
    if wanted.path not in shared:
        message = unknown(wanted.path, shared, f"shared volume of {wanted.app}", named=True)
        yield Problem(path_of(where, "path"), message)
        return
    mode = shared[wanted.path].access_mode
    which = f"{path_of('volumes', wanted.path, 'shared')} of {wanted.app}"
    if mode == "ReadWriteOncePod":
        message = f"{which} has accessMode {mode}, so only one pod can mount it; expected ReadWriteMany there"
        yield Problem(where, message)
    elif mode == "ReadWriteOnce" and not _on_one_node(owner, namespace.apps[name], nodes):
        message = (
            f"{which} has accessMode {mode}, so both apps can mount it only on one node; expected ReadWriteMany there, "
            f"or placement: {{nodes: {{{HOST_NAME}: <node>}}}} of both"
        )
        yield Problem(where, message)


def _on_one_node(owner: AppSettings, guest: AppSettings, nodes: int | None) -> bool:
    """Neighbours are not enough: each app rolls alone, and could come back on another node."""
    return nodes == 1 or (_node(owner) is not None and _node(owner) == _node(guest))


def _node(app: AppSettings) -> str | None:
    """The only node on which the app runs, if it names one."""
    rule = app.placement.nodes.get(HOST_NAME)
    return rule.in_[0] if rule and len(rule.in_) == 1 else None
