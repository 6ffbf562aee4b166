"""What runs beside the app's own container in its pod, or before it."""

from pydantic import model_validator

from settings.containers.container import ContainerSettings
from settings.containers.download import DOWNLOAD_IMAGE, DownloadSettings
from settings.containers.init_container import InitContainerSettings
from settings.containers.sidecar import SidecarSettings
from settings.words.once import EachOnce
from settings.words.path import FilePath
from settings.words.twice import twice
from settings.words.vocabulary import DnsLabel, ImageRef, ObjectName, conflict

DOWNLOADS = "downloads"
"""The container that fetches the downloads."""


class CompanionsSettings(ContainerSettings):
    """The containers of a pod; the app's own is this one. All mount the same volumes at the same paths."""

    downloads: dict[FilePath, DownloadSettings] = {}
    """Files fetched and checked before anything else starts, by path; their folders are read-only to all others."""
    download_image: ImageRef = DOWNLOAD_IMAGE
    """What fetches them; needs `sh`, `curl` and `sha256sum`. Default: a pinned `curlimages/curl`."""
    sidecars: dict[DnsLabel, SidecarSettings] = {}
    """Containers that run as long as the app's, by name, started in the order of their names after the downloads."""
    init_containers: tuple[InitContainerSettings, ...] = ()
    """Containers that run one after another, once the sidecars have started and before the app's container does."""
    pull_secrets: EachOnce[ObjectName] = ()
    """Secrets of the namespace that hold a `.dockerconfigjson`, to pull the images with. Default: none."""

    def containers(self) -> dict[tuple[str | int, ...], ContainerSettings]:
        """Every container that the settings describe, by where they do; the app's own stands at the empty path."""
        return {
            (): self,
            **{("sidecars", name): sidecar for name, sidecar in self.sidecars.items()},
            **{("initContainers", index): each for index, each in enumerate(self.init_containers)},
        }

    def download_folders(self) -> list[str]:
        """Where the downloads' volumes are mounted."""
        return list(dict.fromkeys(path.rpartition("/")[0] for path in sorted(self.downloads)))

    def companion_names(self) -> list[str]:
        """The names of all containers but the app's own, which is called after the app."""
        fetching = [DOWNLOADS] if self.downloads else []
        return [*fetching, *self.sidecars, *(each.name for each in self.init_containers)]

    def listens_on(self) -> set[int]:
        """The TCP ports of the app's own container; not every kind of app has one."""
        return set()

    @model_validator(mode="after")
    def _each_name_once(self) -> "CompanionsSettings":
        several = twice(self.companion_names())
        if several:
            raise conflict(f"expected another name for each container of the pod; {', '.join(several)} is there twice")
        return self

    @model_validator(mode="after")
    def _each_port_once(self) -> "CompanionsSettings":
        ports = [*self.listens_on(), *(each.port for each in self.sidecars.values() if each.port)]
        twice = sorted({str(port) for port in ports if ports.count(port) > 1})
        if twice:
            raise conflict(
                f"expected another port for each container, because they share an address; {', '.join(twice)} is there "
                "twice"
            )
        return self
