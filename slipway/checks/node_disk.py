"""The disk of the node: a limit that its pod would break although it keeps all others."""

from collections.abc import Iterator

from slipway.checks.problems import Problem, path_of
from slipway.settings.app import AppSettings
from slipway.settings.node_disk import LOGS, folders, together
from slipway.settings.quantity import bytes_text, parse_quantity


def narrow_disk(path: str, app: AppSettings) -> Iterator[Problem]:
    """A limit of the app at `path` below the sum of its folders and logs: the kubelet would evict the pod."""
    said = app.resources.ephemeral_storage
    if said is None:
        return
    sizes = folders(app)
    needed = together(LOGS, *sizes.values())
    if parse_quantity(said.limit) < needed:
        told = ", ".join([*(f"{folder} {size}" for folder, size in sizes.items()), f"logs {LOGS}"])
        message = (
            f"expected a limit of at least {bytes_text(needed)}, because the pod is evicted above it: {told}; got "
            f"{said.limit}; write ephemeral-storage: {said.request}..{bytes_text(needed)}, or leave it out"
        )
        yield Problem(path_of(path, "resources", "ephemeral-storage"), message)
