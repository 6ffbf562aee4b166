"""Which secrets an app uses."""

from collections.abc import Iterator

from settings.kinds.pod import PodSettings

CSI_FOLDER = "/mnt/secrets-store"
"""Where the secrets that the CSI driver brings are mounted, each in a folder of its own."""


def used_secrets(app: PodSettings) -> set[str]:
    """The names, wherever they stand."""
    return set(_names(app))


def csi_path(secret: str) -> str:
    """Where the volume of a secret is mounted."""
    return f"{CSI_FOLDER}/{secret}"


def _names(app: PodSettings) -> Iterator[str]:
    references = [*app.secret_files.values()]
    for container in app.containers().values():
        references += container.secret_env.values()
        yield from (source.name for source in container.secret_env_from)
    yield from (reference.partition("/")[0] for reference in references)
    yield from app.pull_secrets
    for volume in app.volumes.values():
        if volume.csi and volume.csi.secret:
            yield volume.csi.secret
        yield from (source.secret for source in volume.projected or () if source.secret)
