"""The pods of an app: the main container, the other containers, and the settings that all kinds of apps share."""

from collections.abc import Iterator
from math import ceil
from typing import Annotated

from pydantic import Field, model_validator

from slipway.settings.access import ApiAccessSettings, ServiceAccountSettings
from slipway.settings.base import Model, conflict, described_as
from slipway.settings.connection import Connection, ConnectionPath, ConnectionSettings, by_path
from slipway.settings.container import ContainerSettings, InitContainerSettings
from slipway.settings.exceptions import without_reason
from slipway.settings.fields import AppName, DnsLabel, ImageRef, ObjectName, Seconds, UniqueList, duplicates
from slipway.settings.files import (
    DOWNLOAD_IMAGE,
    DownloadSettings,
    KeyFilesSettings,
    RepositoryFilesSettings,
    ambiguous_numbers,
)
from slipway.settings.host_names import HostNamesSettings, closed_nameservers
from slipway.settings.metadata import OwnAnnotations, OwnLabels
from slipway.settings.patches import PatchSettings
from slipway.settings.paths import AbsolutePath, FilePath
from slipway.settings.placement import PlacementSettings
from slipway.settings.probes import ProbedSettings, SidecarSettings
from slipway.settings.process import UserSettings
from slipway.settings.quantity import parse_quantity
from slipway.settings.security import RelaxationsSettings
from slipway.settings.storage import Volumes, refuse_host_paths, refuse_missing_pages
from slipway.settings.telemetry import TelemetrySettings
from slipway.settings.written import WrittenJson

DrainSeconds = Annotated[
    int,
    Field(strict=True, ge=0, le=3600),
    described_as("a whole number of seconds up to 3600, 0 for none", 5),
]


class StopSettings(Model):
    """The stop of a pod: a signal, and a kill if the process has not ended in time."""

    process_seconds: Seconds = 30
    """Seconds from the signal (SIGTERM, unless the image sets another) until the process is killed."""

    def grace_seconds(self) -> int:
        """The whole time until SIGKILL."""
        return self.process_seconds


class DrainedStopSettings(StopSettings):
    """The stop of a pod behind a Service: it serves until its clients know that it goes, then it gets the signal.

    The two times follow one another: a longer drain takes nothing from the time that the process has for itself.
    """

    drain_seconds: DrainSeconds = 5
    """Seconds in which it goes on serving before its process gets the signal; 0 sends the signal at once.
    Needs Kubernetes 1.30: https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#hook-handler-implementations"""

    def grace_seconds(self) -> int:
        """Drain and process together."""
        return self.drain_seconds + self.process_seconds


DOWNLOADS = "downloads"
"""The name of the container that fetches the downloads."""


class PodContainersSettings(ContainerSettings):
    """The containers of a pod. This model is the main container too. All mount the same volumes at the same paths."""

    downloads: dict[FilePath, DownloadSettings] = {}
    """Files by path, fetched and checked before any other container starts. Their folders are read-only."""
    download_image: ImageRef = DOWNLOAD_IMAGE
    """The image that fetches them; it needs `sh`, `curl` and `sha256sum`. Default: a pinned `curlimages/curl`."""
    sidecars: dict[DnsLabel, SidecarSettings] = {}
    """Containers by name that run as long as the app's. They start in the order of their names, after the downloads."""
    init_containers: tuple[InitContainerSettings, ...] = ()
    """Containers that run one after another, after the sidecars have started and before the app's container starts."""
    pull_secrets: UniqueList[ObjectName] = ()
    """Secrets of the namespace with a `.dockerconfigjson`, to pull the images. Default: none."""

    def containers(self) -> dict[tuple[str | int, ...], ContainerSettings]:
        """Every container by its path in the settings. The main container has the empty path."""
        return {
            (): self,
            **{("sidecars", name): sidecar for name, sidecar in self.sidecars.items()},
            **{("initContainers", index): each for index, each in enumerate(self.init_containers)},
        }

    def long_running(self) -> Iterator[ProbedSettings]:
        """The containers that run as long as the pod."""
        for each in self.containers().values():
            if isinstance(each, ProbedSettings):
                yield each

    def download_folders(self) -> list[str]:
        """The mount paths of the volumes with downloads."""
        return list(dict.fromkeys(path.rpartition("/")[0] for path in sorted(self.downloads)))

    def download_limit(self, folder: str) -> str:
        """The size limit of such a volume: the sum of its files and 1Mi. A pod above it is evicted."""
        sizes = [download.size for path, download in self.downloads.items() if path.rpartition("/")[0] == folder]
        return f"{ceil(sum(map(parse_quantity, sizes)) / 1024**2) + 1}Mi"

    def other_container_names(self) -> list[str]:
        """The names of all containers except the main one, which has the name of the app."""
        fetching = [DOWNLOADS] if self.downloads else []
        return [*fetching, *self.sidecars, *(each.name for each in self.init_containers)]

    def listens_on(self) -> set[int]:
        """The TCP ports of the main container; none in some kinds of apps."""
        return set()

    @model_validator(mode="after")
    def _each_name_once(self) -> "PodContainersSettings":
        several = duplicates(self.other_container_names())
        if several:
            raise conflict(f"several containers have the name {', '.join(several)}; expected different names in a pod")
        return self

    @model_validator(mode="after")
    def _each_port_once(self) -> "PodContainersSettings":
        ports = [*self.listens_on(), *(each.port for each in self.sidecars.values() if each.port)]
        several = sorted({str(port) for port in ports if ports.count(port) > 1})
        if several:
            raise conflict(
                f"several containers have the port {', '.join(several)}; "
                "expected different ports, because all containers of a pod share one IP address"
            )
        return self


class PodSettings(PodContainersSettings, KeyFilesSettings, RepositoryFilesSettings, HostNamesSettings, UserSettings):
    """The settings that every kind of app has. `image` and similar settings are those of the main container."""

    files: dict[FilePath, WrittenJson] = {}
    """Read-only files by path. Text is written as it is; data is written as YAML into `*.yaml` and `*.yml`, as JSON
    into any other file. Numbers and days stand in YAML as in the stack file. A changed file rolls the pods."""
    writable_paths: tuple[AbsolutePath, ...] = ("/tmp",)  # noqa: S108  # a path in the container
    """Folders that the process may write to. The rest of the root file system is read-only."""
    volumes: Volumes = {}
    """Other volumes by mount path, each with one key for its kind: `/data: {claim: archive}`."""
    after: UniqueList[AppName] = ()
    """Tasks of the namespace that must succeed before a new version rolls. If one fails, the old version goes on
    serving. Default: none."""
    stop: StopSettings = StopSettings()
    """The stop of a pod."""
    placement: PlacementSettings = PlacementSettings()
    """The nodes on which it runs."""
    runtime_class_name: ObjectName | None = None
    """The RuntimeClass of the pods, for example `gvisor`; the cluster must have it. Default: the runtime of the node.
    https://kubernetes.io/docs/concepts/containers/runtime-class/"""
    pod_labels: OwnLabels = {}
    """Further labels of the pods. A change rolls them. Default: none."""
    pod_annotations: OwnAnnotations = {}
    """Annotations of the pods, for a mesh or a scraper: `{linkerd.io/inject: enabled}`, with `$(secret:NAME)` as in an
    Ingress. A change rolls the pods. Default: none."""
    relaxations: RelaxationsSettings = RelaxationsSettings()
    """Hardening that the app does without, each with the reason. Default: none."""

    service_account: ServiceAccountSettings = ServiceAccountSettings()
    """The identity of the app in the cluster and in the cloud."""
    api_access: ApiAccessSettings | None = None
    """Access to the Kubernetes API, with the reason. Default: none, and the pods have no token."""
    connects_to: tuple[Connection, ...] = ()
    """The targets that its pods may reach: apps by name, others by address. Default: none; the network is closed."""
    telemetry: TelemetrySettings | None = None
    """OpenTelemetry: the collector, whose address its main container gets. Default: none."""
    patches: tuple[PatchSettings, ...] = ()
    """Changes of its objects that no setting offers, each with its reason, in this order. Default: none."""

    def connections(self) -> dict[ConnectionPath, ConnectionSettings]:
        """The targets of its pods by path: the collector of `telemetry`, and those of `connectsTo`."""
        found = by_path(self.connects_to)
        return {("telemetry", "otlp"): self.telemetry.otlp, **found} if self.telemetry else found

    def grace_seconds(self) -> int:
        """`terminationGracePeriodSeconds` of Kubernetes: the longest hook before the stop, and the time of the process.
        The hooks of all containers run at the same time.
        """
        hooks = [each.lifecycle.pre_stop for each in self.long_running()]
        longest = max((hook.hook_seconds() for hook in hooks if hook), default=0)
        return max(self.stop.grace_seconds(), longest + self.stop.process_seconds)

    def mount_paths(self) -> list[str]:
        """The mount paths of all volumes: folders of files, or files alone, writable folders, and other volumes."""
        return [
            *self._mounted(self.content_files()),
            *self.writable_paths,
            *self.volumes,
            *self._mounted(self.key_files()),
            *self.download_folders(),
        ]

    def content_files(self) -> list[str]:
        """The paths of the files whose content slipway knows."""
        return [*self.files, *self.repository_files, *self.binary_files]

    def _mounted(self, files: list[str]) -> list[str]:
        """The folders of the files, and the files alone in a folder of the image."""
        folders = ((file, file.rpartition("/")[0]) for file in sorted(files))
        return list(dict.fromkeys(file if folder in self.image_folders else folder for file, folder in folders))

    @model_validator(mode="after")
    def _no_folder_of_the_node(self) -> "PodSettings":
        if not self.relaxations.host_path:
            refuse_host_paths(self.volumes)
        return self

    @model_validator(mode="after")
    def _pages_that_are_asked_for(self) -> "PodSettings":
        refuse_missing_pages(
            self.volumes, {name for each in self.containers().values() for name in each.resources.others()}
        )
        return self

    @model_validator(mode="after")
    def _each_path_once(self) -> "PodSettings":
        paths = duplicates(self.mount_paths())
        if paths:
            several = ", ".join(paths)
            kinds = (
                "files, repositoryFiles and binaryFiles, configFiles and secretFiles, downloads, writablePaths, "
                "volumes and storage"
            )
            raise conflict(f"several volumes have the path {several}; expected one volume for each path in {kinds}")
        return self

    @model_validator(mode="after")
    def _numbers_that_all_read_alike(self) -> "PodSettings":
        for path, content in self.files.items():
            for message in ambiguous_numbers(path, content):
                raise conflict(f"files.{message}")
        return self

    @model_validator(mode="after")
    def _each_file_from_one_place(self) -> "PodSettings":
        several = duplicates(self.content_files())
        if several:
            raise conflict(
                f"{', '.join(several)} is in several of files, repositoryFiles and binaryFiles; "
                "expected it in one of them"
            )
        return self

    @model_validator(mode="after")
    def _folders_with_files(self) -> "PodSettings":
        holding = {path.rpartition("/")[0] for path in (*self.content_files(), *self.key_files())}
        for folder in self.image_folders:
            if folder in self.download_folders():
                raise conflict(f"imageFolders: the folder of a download hides that of the image; leave {folder} out")
            if folder not in holding:
                raise conflict(f"imageFolders: expected the folder of a file, without the folders in it; got {folder}")
        return self

    @model_validator(mode="after")
    def _nothing_below_downloads(self) -> "PodSettings":
        for folder in self.download_folders():
            below = [path for path in self.mount_paths() if path.startswith(f"{folder}/")]
            if below:
                raise conflict(
                    f"expected no volume below {folder}, because the folder of a download is read-only; got "
                    f"{', '.join(below)}"
                )
        return self

    @model_validator(mode="after")
    def _rights_of_its_own(self) -> "PodSettings":
        account, access = self.service_account.existing, self.api_access
        if account and access and access.grants_rights:
            raise conflict(
                f"apiAccess grants rights only to a ServiceAccount that slipway creates, not to {account}; "
                "leave out serviceAccount.existing, or the rules and leaderElection of apiAccess"
            )
        return self

    @model_validator(mode="after")
    def _a_reason_for_each_exception(self) -> "PodSettings":
        for message in without_reason(self.containers(), self.relaxations):
            raise conflict(message)
        return self

    @model_validator(mode="after")
    def _one_user(self) -> "PodSettings":
        for setting, field in (("runAsUser", "run_as_user"), ("runAsGroup", "run_as_group")):
            if self.relaxations.run_as_root and field in self.model_fields_set:
                raise conflict(
                    f"expected either {setting} or relaxations.runAsRoot; runAsRoot sets user and group to 0"
                )
        return self

    @model_validator(mode="after")
    def _names_that_count(self) -> "PodSettings":
        if self.relaxations.host_network:
            if self.hostname:
                raise conflict("hostname: a pod on the network of its node has the name of the node; leave it out")
        elif closed := closed_nameservers(self, self.connections().values()):
            block = f"{closed[0]}/{128 if ':' in closed[0] else 32}"
            raise conflict(
                f"dnsConfig.nameservers: the network is closed to {closed[0]}; "
                f"expected connectsTo: [{{cidr: {block}, port: 53, protocol: UDP}}]"
            )
        return self
