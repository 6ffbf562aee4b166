"""Rules that protect data in production. Deleting a namespace deletes all volumes in it."""

from collections.abc import Iterator

from slipway.checks.problems import Problem, path_of
from slipway.settings.stack import StackSettings


def protected_namespaces(stack: StackSettings) -> list[str]:
    """All namespaces of production without `deletable`. They may hold volumes of deleted apps or of operators, even if
    no app of the stack has volumes.
    """
    if stack.environment != "production":
        return []
    reasons = {name: namespace.deletable for name, namespace in stack.namespaces.items()}
    if stack.monitoring:
        reasons[stack.monitoring.namespace] = stack.monitoring.deletable
    return sorted(name for name, reason in reasons.items() if reason is None)


def data_deleted_without_a_reason(stack: StackSettings) -> Iterator[Problem]:
    """Every `Delete` in `retention` of a production app that has no reason."""
    if stack.environment != "production":
        return
    for name, namespace in stack.namespaces.items():
        for app_name, app in namespace.apps.items():
            for *steps, setting in app.deletes_data():
                message = (
                    f"{setting}: Delete loses production data; expected Retain, or a reason, "
                    'for example reason: "a cache, filled again within minutes"'
                )
                yield Problem(path_of("namespaces", name, "apps", app_name, *steps), message)
