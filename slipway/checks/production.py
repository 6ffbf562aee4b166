"""What production protects: namespaces, because whoever deletes one deletes every volume in it."""

from collections.abc import Iterator

from slipway.checks.problems import Problem, path_of
from slipway.settings.stack import StackSettings


def protected_namespaces(stack: StackSettings) -> list[str]:
    """All of production that do not say why they may go, whether or not an app in them has volumes now: those of apps
    that have left stay in their namespace, and an operator makes some that no stack knows of.
    """
    if stack.environment != "production":
        return []
    reasons = {name: namespace.deletable for name, namespace in stack.namespaces.items()}
    if stack.monitoring:
        reasons[stack.monitoring.namespace] = stack.monitoring.deletable
    return sorted(name for name, reason in reasons.items() if reason is None)


def data_deleted_without_a_reason(stack: StackSettings) -> Iterator[Problem]:
    """In production, each app that gives the data of its pods away says why."""
    if stack.environment != "production":
        return
    for name, namespace in stack.namespaces.items():
        for app_name, app in namespace.apps.items():
            for *steps, setting in app.deletes_data():
                message = (
                    f"{setting}: Delete loses data of production; expected Retain, or beside it why, "
                    'for example reason: "a cache, filled again within minutes"'
                )
                yield Problem(path_of("namespaces", name, "apps", app_name, *steps), message)
