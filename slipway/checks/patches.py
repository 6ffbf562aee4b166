"""The patches of an app, checked by its settings and by the API's own description of its objects, without a cluster."""

from collections.abc import Iterator

from slipway.checks.patch_reserved import reserved_fields
from slipway.checks.patch_values import wrong_values
from slipway.checks.patched_objects import wrong_object
from slipway.checks.patched_pods import wrong_pods
from slipway.checks.patched_services import wrong_services
from slipway.checks.problems import Problem, path_of
from slipway.settings.app import AppSettings
from slipway.settings.patches import spelt


def broken_patches(path: str, name: str, app: AppSettings) -> Iterator[Problem]:
    """Patches of objects that no app of this kind owns, and everything in a patch that would make nonsense."""
    for index, patch in enumerate(app.patches):
        if message := wrong_object(app, patch):
            yield Problem(path_of(path, "patches", index, "object"), message)
            continue
        found = dict(wrong_values(patch))
        for steps, message in (
            *reserved_fields(name, patch),
            *wrong_pods(name, app, patch),
            *wrong_services(name, app, patch),
        ):
            found.setdefault(steps, message)
        for steps, message in found.items():
            yield Problem(spelt((path_of(path, "patches", index, "patch", *steps),)), message)
