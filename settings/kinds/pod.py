"""The pods of an app: its own container, and what is around it."""

from pydantic import JsonValue, model_validator

from settings.containers.companions import CompanionsSettings
from settings.containers.key_files import KeyFilesSettings
from settings.containers.repository_files import RepositoryFilesSettings
from settings.containers.stop import StopSettings
from settings.network.connection import Connection
from settings.patches.patch import PatchSettings
from settings.placement.placement import PlacementSettings
from settings.security.api_access import ApiAccessSettings
from settings.security.relaxations import RelaxationsSettings
from settings.security.service_account import ServiceAccountSettings
from settings.storage.volumes import Volumes, refuse_host_paths
from settings.words.once import EachOnce
from settings.words.path import AbsolutePath, FilePath
from settings.words.twice import twice
from settings.words.vocabulary import AppName, UserId, conflict


class PodSettings(CompanionsSettings, KeyFilesSettings, RepositoryFilesSettings):
    """What every kind of app can say. The image and its kin are those of the app's own container."""

    files: dict[FilePath, JsonValue] = {}
    """Files mounted read-only, by path: text as it stands, data as YAML in a file `*.yaml` or `*.yml`, and as JSON in
    any other. A changed file rolls the pods."""
    writable_paths: tuple[AbsolutePath, ...] = ("/tmp",)  # noqa: S108  # a path in the container
    """Folders that the process may write to; the rest of its file system is read-only. Emptied with the pod.
    Default `/tmp`."""
    volumes: Volumes = {}
    """Other volumes by the path that they are mounted at, each by the key of its kind: `/data: {claim: archive}`."""
    run_as_user: UserId = 10001
    """The numeric user and group of the process, never root. Default 10001."""
    after: EachOnce[AppName] = ()
    """Tasks of the namespace that must have succeeded before a new version rolls; a failed one leaves the old version
    serving. Default: none."""
    stop: StopSettings = StopSettings()
    """How its process is stopped."""
    placement: PlacementSettings = PlacementSettings()
    """Where in the cluster it runs."""
    relaxations: RelaxationsSettings = RelaxationsSettings()
    """Where it is less strict than other apps, and why. Default: nowhere."""

    service_account: ServiceAccountSettings = ServiceAccountSettings()
    """Who the app is: to the cluster, and to the cloud around it."""
    api_access: ApiAccessSettings | None = None
    """What the app may ask the Kubernetes API, and why. Default: nothing, and its pods hold no token."""
    connects_to: tuple[Connection, ...] = ()
    """Whom its pods talk to: apps by name, others by address. Default: nobody, and the network is closed to them."""
    patches: tuple[PatchSettings, ...] = ()
    """Changes of its objects that no setting can say, each with its reason, in this order. Default: none."""

    def mount_paths(self) -> list[str]:
        """Where volumes are mounted: the folders of files of all kinds, the writable ones, and the others."""
        own = [
            *{path.rpartition("/")[0]: None for path in (*self.files, *self.repository_files)},
            *self.writable_paths,
            *self.volumes,
        ]
        return [*own, *self.key_file_folders(), *self.download_folders()]

    @model_validator(mode="after")
    def _no_folder_of_the_node(self) -> "PodSettings":
        if not self.relaxations.host_path:
            refuse_host_paths(self.volumes)
        return self

    @model_validator(mode="after")
    def _each_path_once(self) -> "PodSettings":
        paths = twice(self.mount_paths())
        if paths:
            several = ", ".join(paths)
            kinds = (
                "files and repositoryFiles, configFiles and secretFiles, downloads, writablePaths, volumes and storage"
            )
            raise conflict(f"expected one volume for each path in {kinds}; {several} has more")
        return self

    @model_validator(mode="after")
    def _each_file_from_one_place(self) -> "PodSettings":
        several = twice([*self.files, *self.repository_files])
        if several:
            raise conflict(f"expected each file in one of files and repositoryFiles; {', '.join(several)} is in both")
        return self

    @model_validator(mode="after")
    def _nothing_below_downloads(self) -> "PodSettings":
        for folder in self.download_folders():
            below = [path for path in self.mount_paths() if path.startswith(f"{folder}/")]
            if below:
                raise conflict(
                    f"expected no volume below {folder}, because the folder of a download is read-only; there is "
                    f"{', '.join(below)}"
                )
        return self

    @model_validator(mode="after")
    def _rights_of_its_own(self) -> "PodSettings":
        account, access = self.service_account.existing, self.api_access
        if account and access and (access.rules or access.cluster_rules):
            raise conflict(
                f"apiAccess grants rights to the app's own ServiceAccount alone, and {account} is somebody else's; "
                "leave out serviceAccount.existing, or the rules of apiAccess"
            )
        return self

    @model_validator(mode="after")
    def _one_user(self) -> "PodSettings":
        if self.relaxations.run_as_root and "run_as_user" in self.model_fields_set:
            raise conflict("expected either runAsUser or relaxations.runAsRoot; root is the user 0")
        return self
