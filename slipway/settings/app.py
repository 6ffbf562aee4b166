"""The base of all kinds of apps: the methods that each kind overrides.

The rest of the code calls these methods and never compares kinds. A missing override raises NotImplementedError.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple

from slipway.settings.metrics import Scrape
from slipway.settings.pod import PodSettings
from slipway.settings.rollout import REVISIONS
from slipway.settings.slo import SloSettings
from slipway.settings.storage import NFS_SIZE, VolumeSettings

OWNED_BY_EVERY_APP = frozenset(
    {
        "ServiceAccount",
        "Role",
        "RoleBinding",
        "ClusterRole",
        "ClusterRoleBinding",
        "ConfigMap",
        "PersistentVolume",
        "PersistentVolumeClaim",
    }
)
"""Kinds of objects that an app of any kind can own."""

Steps = tuple[str, ...]
"""The path of a setting below its app."""


@dataclass(frozen=True)
class Controller:
    """The Kubernetes object that makes the pods of a kind."""

    group: str
    """The API group: `apps`."""
    kind: str
    resource: str
    """The name that the API and kubectl use: `deployments`."""
    runs: Literal["in replicas", "on nodes", "to completion"]
    """The way its pods run. It selects the count of ready pods."""
    owned: tuple[str, ...] = ()
    """The resources between it and its pods."""


class PeakPods(NamedTuple):
    """The most pods of an app at one time."""

    regular: int
    surge: int
    """Pods that a rollout adds."""


class Claim(NamedTuple):
    """A PersistentVolumeClaim of an app."""

    size: str
    for_each: Literal["replica", "pod", "app"]
    """A claim of a replica outlives its pods. A claim of a pod is deleted with the pod, and a rollout adds some."""


class AppSettings(PodSettings):
    """Settings of an app. Each kind names its controller and overrides the methods that differ."""

    kind: str
    """The kind of app."""

    controller: ClassVar[Controller]
    runs_on_every_node: ClassVar[bool] = False
    is_task: ClassVar[bool] = False
    """Other apps of the namespace can wait for it (`after`)."""

    @property
    def stopped(self) -> bool:
        """True if the settings let no pod run."""
        return False

    def peak_pods(self, nodes: int) -> PeakPods:
        """The most pods at one time, in a cluster of so many nodes."""
        raise NotImplementedError

    def waits_for_new_pods(self) -> bool:
        """True if a rollout stops no old pod before a new one is ready."""
        return False

    def unlimited_by(self) -> str | None:
        """The setting that allows any number of pods at one time; None where the number is limited."""
        return None

    def claims(self) -> Mapping[Steps, Claim]:
        """The claims of the app by the path of their setting."""
        found: dict[Steps, Claim] = {}
        for path, volume in self.volumes.items():
            if volume.shared:
                found["volumes", path, "shared"] = Claim(volume.shared.size, "app")
            elif volume.ephemeral:
                found["volumes", path, "ephemeral"] = Claim(volume.ephemeral.size, "pod")
            elif volume.nfs:
                found["volumes", path, "nfs"] = Claim(NFS_SIZE, "app")
        return found

    def lasting_volumes(self) -> Mapping[Steps, VolumeSettings]:
        """The volumes that outlive the pods, by the path of their setting."""
        return {("volumes", path, "shared"): volume.shared for path, volume in self.volumes.items() if volume.shared}

    def deletes_data(self) -> Iterator[Steps]:
        """The settings that delete data and have no reason."""
        return iter(())

    def service_names(self, name: str) -> tuple[str, ...]:
        """The names of the Services of an app with this name."""
        del name
        return ()

    def outside_ports(self) -> int:
        """The number of ports that its Service opens on every node."""
        return 0

    def scrape(self) -> Scrape | None:
        """What Prometheus reads of it; None for an app without metrics."""
        return None

    @property
    def objectives(self) -> SloSettings | None:
        """The objectives of its requests, if it has some."""
        return None

    @property
    def has_rules(self) -> bool:
        """True if Prometheus has rules for it: those of its metrics, of its objectives, or of its schedule."""
        return bool(self.scrape() or self.objectives)

    def kept_revisions(self) -> int:
        """The number of earlier versions that `kubectl rollout undo` can restore. Jobs have none, but their ConfigMaps
        are kept equally long.
        """
        return REVISIONS

    @classmethod
    def owned_objects(cls) -> frozenset[str]:
        """The kinds of objects that an app of this kind can own, and patch."""
        return OWNED_BY_EVERY_APP | {cls.controller.kind}
