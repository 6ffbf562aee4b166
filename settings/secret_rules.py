"""What must hold between the secrets of a namespace, the stores of the stack and the values in its file."""

from collections.abc import Iterator, Mapping

from settings.namespace import NamespaceSettings
from settings.problems import Problem, path_of, unknown
from settings.secret_source import SecretSourceSettings
from settings.secret_store import SecretStores
from settings.secret_use import csi_path, used_secrets
from settings.stack import StackSettings


def broken_sources(stack: StackSettings, secrets: Mapping[str, Mapping[str, object]]) -> Iterator[Problem]:
    """Every secret that comes from two places or from nowhere; `secrets` are those of the stack's file."""
    for namespace, settings in stack.namespaces.items():
        yield from _twice(("namespaces", namespace), settings, secrets.get(namespace, {}))
        for name, source in settings.secrets.items():
            yield from _from_nowhere(path_of("namespaces", namespace, "secrets", name), source, stack.secret_stores)
        yield from _mounted_twice(namespace, settings)


def _twice(steps: tuple[str, ...], settings: NamespaceSettings, encrypted: Mapping[str, object]) -> Iterator[Problem]:
    for name in settings.secrets.keys() & encrypted.keys():
        elsewhere = path_of("secrets", steps[-1], name)
        message = f"{elsewhere} has its values already, and a secret comes from one place; leave out one of the two"
        yield Problem(path_of(*steps, "secrets", name), message)


def _from_nowhere(path: str, source: SecretSourceSettings, stores: SecretStores) -> Iterator[Problem]:
    if source.remote is None:
        return
    kind, store = "external" if source.external else "csi", source.remote.store
    where = path_of(path, kind, "store")
    if store not in stores:
        yield Problem(where, f"{unknown(store, stores, 'store of secretStores')}; got {store}")
    elif source.csi and not stores[store].vault:
        yield Problem(where, f"csi reads from a store of the kind vault, and {store} is none; expected external here")


def _mounted_twice(namespace: str, settings: NamespaceSettings) -> Iterator[Problem]:
    for app_name, app in settings.apps.items():
        for name in sorted(used_secrets(app)):
            source = settings.secrets.get(name)
            if source and source.csi and csi_path(name) in app.mount_paths():
                path = path_of("namespaces", namespace, "apps", app_name)
                message = f"{csi_path(name)} is where the driver mounts the secret {name}; expected another path here"
                yield Problem(path, message)
