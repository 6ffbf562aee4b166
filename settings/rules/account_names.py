"""ServiceAccounts that an app says are somebody else's, under the name of its own."""

from collections.abc import Iterator

from settings.mistakes.problems import Problem, path_of
from settings.stack import StackSettings


def accounts_of_their_own(stack: StackSettings) -> Iterator[Problem]:
    """An app that had an account of its own would delete it as it hands it over, while its pods use it."""
    for name, namespace in stack.namespaces.items():
        for app_name, app in namespace.apps.items():
            if app.service_account.existing == app_name:
                message = (
                    f"{app_name} is what the app's own account is called; expected another name, or nothing: "
                    "an account of this name that is there already is then taken over"
                )
                yield Problem(path_of("namespaces", name, "apps", app_name, "serviceAccount", "existing"), message)
