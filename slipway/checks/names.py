"""Names and numbers that must be unique or short: Services, node ports, ServiceAccounts, namespaces, numbered pods."""

from collections.abc import Iterator

from slipway.checks.problems import Problem, path_of
from slipway.settings.jobs import JobSettings
from slipway.settings.namespace import NamespaceSettings
from slipway.settings.served import ServiceAppSettings
from slipway.settings.stack import StackSettings


def name_clashes(stack: StackSettings) -> Iterator[Problem]:
    """Every Service name that two settings use. The problem is at the later one."""
    for namespace, settings in stack.namespaces.items():
        taken: dict[str, str] = {}
        for name, path in _services(settings):
            first = taken.setdefault(name, path)
            if first != path:
                message = f"creates the Service {name}, and so does {first}; rename one of them"
                yield Problem(path_of("namespaces", namespace, path), message)


def _services(settings: NamespaceSettings) -> Iterator[tuple[str, str]]:
    services = {name: app.service_names(name) for name, app in settings.apps.items()}
    for place in range(max(map(len, services.values()), default=0)):  # client Services first: another is to change
        for name, own in services.items():
            yield from ((each, path_of("apps", name)) for each in own[place : place + 1])
    for name in settings.external_names:
        yield name, path_of("externalNames", name)


def node_port_clashes(stack: StackSettings) -> Iterator[Problem]:
    """Every node port that two ports of the stack use. The problem is at the later one."""
    taken: dict[tuple[str, int], str] = {}
    for namespace, settings in stack.namespaces.items():
        for name, app in settings.apps.items():
            if isinstance(app, ServiceAppSettings):
                for steps, protocol, number in _asked_for(app):
                    path = path_of("namespaces", namespace, "apps", name, *steps)
                    first = taken.setdefault((protocol, number), path)
                    if first != path:
                        yield Problem(path, f"{number} is already the node port of {first}; choose another one")


def _asked_for(app: ServiceAppSettings) -> Iterator[tuple[tuple[str, ...], str, int]]:
    for steps, face in app.faces().items():
        for name, port in face.ports.items():
            if port.node_port:
                yield _setting(app, steps, name), app.listening_port(name).protocol, port.node_port


def _setting(app: ServiceAppSettings, steps: tuple[str, ...], port: str) -> tuple[str, ...]:
    """The setting of the node port of a Service."""
    if steps != ("service",):
        return (*steps, "ports", port, "nodePort")
    return ("service", "nodePort") if port == app.main.name else ("ports", port, "nodePort")


def accounts_of_their_own(stack: StackSettings) -> Iterator[Problem]:
    """`existing` must not name the app's own ServiceAccount: Pulumi would delete that one while the pods use it."""
    for name, namespace in stack.namespaces.items():
        for app_name, app in namespace.apps.items():
            if app.service_account.existing == app_name:
                message = (
                    f"{app_name} is the name of the app's own ServiceAccount; expected another name, or leave existing "
                    "out: slipway then adopts an account of this name"
                )
                yield Problem(path_of("namespaces", name, "apps", app_name, "serviceAccount", "existing"), message)


_HOST_NAME = 63
_RUN = 11
"""The characters after the name of an app in the name of its Job: a dash, and a digest or the minutes of a CronJob."""


def numbered_names(stack: StackSettings) -> Iterator[Problem]:
    """Jobs whose numbered pods would have host names that are too long: the API server refuses such a Job."""
    for name, namespace in stack.namespaces.items():
        for app_name, app in namespace.apps.items():
            if isinstance(app, JobSettings) and app.completion_mode == "Indexed" and app.completions:
                number = len(f"-{app.completions - 1}")
                most = _HOST_NAME - _RUN - number
                if len(app_name) > most:
                    message = (
                        f"a pod is called <app>-<run>-<number>, with at most {_HOST_NAME} characters; expected a name "
                        f"of at most {most}; got {len(app_name)}"
                    )
                    yield Problem(path_of("namespaces", name, "apps", app_name), message)


def belongs_to_cluster(namespace: str) -> bool:
    """True for `default`, which is shared, and for `kube-*`, which is reserved for Kubernetes."""
    return namespace == "default" or namespace.startswith("kube-")
