"""Rules for secrets: sources, stores, and values of the stack file."""

from collections.abc import Iterator, Mapping

from slipway.checks.problems import Problem, path_of, unknown
from slipway.checks.references import csi_path, used_secrets
from slipway.settings.app import AppSettings
from slipway.settings.monitoring import ADMIN_NAME, ADMIN_PASSWORD, ADMIN_SECRET, MonitoringSettings
from slipway.settings.namespace import NamespaceSettings
from slipway.settings.object_names import in_text, texts
from slipway.settings.secret_store import SecretStores
from slipway.settings.secrets import SecretSources, SecretSourceSettings
from slipway.settings.stack import StackSettings
from slipway.settings.workloads import ReplicatedSettings


def broken_sources(stack: StackSettings, secrets: Mapping[str, Mapping[str, object]]) -> Iterator[Problem]:
    """Every secret with two sources, or with an unknown store. `secrets` are those of the stack file."""
    places = [(path_of("namespaces", name, "secrets"), name, each.secrets) for name, each in stack.namespaces.items()]
    if stack.monitoring:
        places.append(("monitoring.secrets", stack.monitoring.namespace, stack.monitoring.secrets))
        yield from _of_monitoring(stack.monitoring, secrets.get(stack.monitoring.namespace, {}))
    for path, namespace, sources in places:
        yield from _twice(path, namespace, sources, secrets.get(namespace, {}))
        for name, source in sources.items():
            yield from _from_nowhere(path_of(path, name), source, stack.secret_stores)
    for namespace, settings in stack.namespaces.items():
        yield from _mounted_twice(namespace, settings)
        yield from _unreadable_by_keda(path_of("namespaces", namespace), settings)


def _of_monitoring(settings: MonitoringSettings, encrypted: Mapping[str, object]) -> Iterator[Problem]:
    """The monitoring has four uses for secrets: `grafana-admin`, with two keys, pull secrets, credentials of receivers,
    and what `extraValues` refer to. It mounts no CSI volume.
    """
    values = settings.extra_values.values if settings.extra_values else {}
    referred = [name for _, text in texts(values) for kind, name in in_text(text) if kind == "secret"]
    receivers = settings.alerting.secret_names() if settings.alerting else ()
    known = [ADMIN_SECRET, *settings.pull_secrets, *receivers, *referred]
    places = {path_of("monitoring.secrets", name): name for name in settings.secrets}
    places |= {path_of("secrets", settings.namespace, name): name for name in encrypted}
    for path, name in places.items():
        if name not in known:
            yield Problem(path, unknown(name, known, "secret of monitoring"))
    for name, source in settings.secrets.items():
        path = path_of("monitoring.secrets", name)
        missing = {ADMIN_NAME, ADMIN_PASSWORD} - source.remote.keys.keys() if source.remote else set()
        if source.csi:
            yield Problem(path, "csi is not supported for the monitoring; expected existing or external")
        elif missing and name == ADMIN_SECRET:
            yield Problem(path_of(path, "external", "keys"), f"missing; required: {' and '.join(sorted(missing))}")


def _twice(path: str, namespace: str, sources: SecretSources, encrypted: Mapping[str, object]) -> Iterator[Problem]:
    for name in sources.keys() & encrypted.keys():
        elsewhere = path_of("secrets", namespace, name)
        message = f"{elsewhere} already sets the values of this secret; leave out one of the two"
        yield Problem(path_of(path, name), message)


def _from_nowhere(path: str, source: SecretSourceSettings, stores: SecretStores) -> Iterator[Problem]:
    if source.remote is None:
        return
    kind, store = "external" if source.external else "csi", source.remote.store
    where = path_of(path, kind, "store")
    if store not in stores:
        yield Problem(where, unknown(store, stores, "store of secretStores", named=True))
    elif source.csi and not stores[store].vault:
        yield Problem(where, f"csi needs a store of kind vault, and {store} is of another kind; expected external here")


def _mounted_twice(namespace: str, settings: NamespaceSettings) -> Iterator[Problem]:
    for app_name, app in settings.apps.items():
        for name in sorted({*used_secrets(app), *settings.pull_secrets}):
            source = settings.secrets.get(name)
            if source and source.csi and csi_path(name) in app.mount_paths():
                path = path_of("namespaces", namespace, "apps", app_name)
                message = f"the CSI driver mounts the secret {name} at {csi_path(name)}; expected another path here"
                yield Problem(path, message)


def _unreadable_by_keda(path: str, settings: NamespaceSettings) -> Iterator[Problem]:
    """Triggers with a Secret of the CSI driver that no pod may mount. The Secret exists only while a pod mounts it, so
    KEDA could not read it, and the app would never scale up again.
    """
    running = [app for app in settings.apps.values() if _always_runs(app)]
    kept = {name for app in running for name in (*used_secrets(app), *settings.pull_secrets)}
    for app_name, app in settings.apps.items():
        scaling = app.scaled_by if isinstance(app, ReplicatedSettings) else None
        for index, trigger in enumerate(scaling.triggers if scaling else ()):
            for parameter, reference in trigger.secret_parameters.items():
                name = reference.partition("/")[0]
                source = settings.secrets.get(name)
                if source and source.csi and name not in kept:
                    steps = ("autoscaling", "triggers", index, "secretParameters", parameter)
                    message = (
                        f"the CSI driver makes the Secret {name} only while a pod mounts it, and with minReplicas: 0 "
                        "there may be none, so KEDA could not read it; write minReplicas: 1, or external instead of "
                        f"csi in {path_of(path, 'secrets', name)}"
                    )
                    yield Problem(path_of(path, "apps", app_name, *steps), message)


def _always_runs(app: AppSettings) -> bool:
    """True if there is always a pod of the app."""
    return app.runs_on_every_node or (isinstance(app, ReplicatedSettings) and app.least_replicas > 0)
