"""What must hold between settings: references that lead somewhere, and what production asks for."""

from collections.abc import Iterator, Mapping

from settings.monitoring import ADMIN_PASSWORD, ADMIN_SECRET
from settings.node_ports import node_port_clashes
from settings.problems import Problem, path_of, set_secret, unknown
from settings.references import broken_references
from settings.service_names import name_clashes
from settings.stack import StackSettings

SecretKeys = Mapping[str, Mapping[str, frozenset[str]]]
"""The keys of the secrets that the stack holds: by namespace, then by name."""


def broken_rules(stack: StackSettings, secrets: SecretKeys) -> list[Problem]:
    """Every rule that the stack breaks; an empty list is a sound stack."""
    return [
        *_namespace_names(stack),
        *_secret_namespaces(stack, secrets),
        *_apps(stack, secrets),
        *name_clashes(stack),
        *node_port_clashes(stack),
        *_grafana(stack, secrets),
        *_production(stack),
    ]


def _namespace_names(stack: StackSettings) -> Iterator[Problem]:
    for name in stack.namespaces:
        if name == "default" or name.startswith("kube-"):
            message = (
                "expected a namespace of the stack's own, for example shop; default and kube-* belong to the cluster"
            )
            yield Problem(path_of("namespaces", name), message)
    if stack.monitoring and stack.monitoring.namespace in stack.namespaces:
        message = (
            f"{stack.monitoring.namespace} is declared under namespaces already; monitoring owns a namespace itself"
        )
        yield Problem(path_of("monitoring", "namespace"), message)


def _secret_namespaces(stack: StackSettings, secrets: SecretKeys) -> Iterator[Problem]:
    known = {*stack.namespaces, *([stack.monitoring.namespace] if stack.monitoring else [])}
    for namespace in secrets:
        if namespace not in known:
            yield Problem(path_of("secrets", namespace), unknown(namespace, known, "namespace"))


def _apps(stack: StackSettings, secrets: SecretKeys) -> Iterator[Problem]:
    for name, namespace in stack.namespaces.items():
        for app_name, app in namespace.apps.items():
            path = path_of("namespaces", name, "apps", app_name)
            yield from broken_references(path, app, namespace, secrets.get(name, {}))
            if app_name in app.companion_names():
                message = f"expected other names for its containers; the app's own is called {app_name} already"
                yield Problem(path, message)


def _grafana(stack: StackSettings, secrets: SecretKeys) -> Iterator[Problem]:
    if stack.monitoring is None:
        return
    if ADMIN_PASSWORD not in secrets.get(stack.monitoring.namespace, {}).get(ADMIN_SECRET, ()):
        steps = ("secrets", stack.monitoring.namespace, ADMIN_SECRET, ADMIN_PASSWORD)
        message = f"missing, but required: the password of Grafana's administrator, set by {set_secret(*steps)}"
        yield Problem(path_of(*steps), message)


def _production(stack: StackSettings) -> Iterator[Problem]:
    if stack.environment != "production":
        return
    if stack.cluster.context is None:
        message = "production names its kube context, so that it can never be deployed elsewhere; for example prod-eu"
        yield Problem(path_of("cluster", "context"), message)
    for name, namespace in stack.namespaces.items():
        for app_name, app in namespace.apps.items():
            images = {(*steps, "image"): container.image for steps, container in app.containers().items()}
            for steps, image in {**images, ("downloadImage",): app.download_image}.items():
                if image.partition("@")[0].endswith(":latest"):
                    message = f"latest moves under your feet; expected a version or a digest; got {image}"
                    yield Problem(path_of("namespaces", name, "apps", app_name, *steps), message)
