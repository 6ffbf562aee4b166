"""The pods of an app: its own container, and what is around it."""

from pydantic import JsonValue, model_validator

from settings.container import ContainerSettings
from settings.placement import PlacementSettings
from settings.relaxations import RelaxationsSettings
from settings.stop import StopSettings
from settings.vocabulary import AbsolutePath, FilePath, UserId, conflict


class PodSettings(ContainerSettings):
    """What every kind of app can say. The image and its kin are those of the app's own container."""

    files: dict[FilePath, JsonValue] = {}
    """Files mounted read-only, by path: text as it stands, anything else as JSON. A changed file rolls the pods."""
    writable_paths: tuple[AbsolutePath, ...] = ("/tmp",)  # noqa: S108  # a path in the container
    """Folders that the process may write to; the rest of its file system is read-only. Emptied with the pod.
    Default `/tmp`."""
    run_as_user: UserId = 10001
    """The numeric user and group of the process, never root. Default 10001."""
    stop: StopSettings = StopSettings()
    """How its process is stopped."""
    placement: PlacementSettings = PlacementSettings()
    """Where in the cluster it runs."""
    relaxations: RelaxationsSettings = RelaxationsSettings()
    """Where it is less strict than other apps, and why. Default: nowhere."""

    def mount_paths(self) -> list[str]:
        """Where volumes are mounted: the folders of files, and the writable ones."""
        return [*{path.rpartition("/")[0]: None for path in self.files}, *self.writable_paths]

    @model_validator(mode="after")
    def _each_path_once(self) -> "PodSettings":
        paths = self.mount_paths()
        twice = sorted({path for path in paths if paths.count(path) > 1})
        if twice:
            several = ", ".join(twice)
            raise conflict(f"expected one volume for each path in files, writablePaths and storage; {several} has more")
        return self

    @model_validator(mode="after")
    def _one_user(self) -> "PodSettings":
        if self.relaxations.run_as_root and "run_as_user" in self.model_fields_set:
            raise conflict("expected either runAsUser or relaxations.runAsRoot; root is the user 0")
        return self
