"""Patches of objects that the app owns."""

from collections.abc import Iterator

from slipway.checks.problems import Problem, path_of, unknown
from slipway.settings.app import AppSettings


def foreign_patches(path: str, app: AppSettings) -> Iterator[Problem]:
    """Patches of objects that no app of this kind owns."""
    owned = app.owned_objects()
    for index, patch in enumerate(app.patches):
        if patch.kind not in owned:
            message = unknown(patch.kind, owned, "object of this kind of app", named=True)
            yield Problem(path_of(path, "patches", index, "object"), message)
