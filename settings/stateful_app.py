"""An app whose pods have names and volumes of their own."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from settings.app import AppSettings
from settings.model import Model
from settings.quantity import Bytes
from settings.stateful_rollout import StatefulRolloutSettings
from settings.vocabulary import AbsolutePath, ObjectName


class VolumeSettings(Model):
    """A volume that each pod claims for itself and keeps across restarts."""

    size: Bytes
    """How much it holds. Required."""
    storage_class: ObjectName | None = None
    """Who provides it. Default: the cluster's default class."""
    access_mode: Literal["ReadWriteOnce", "ReadWriteOncePod", "ReadWriteMany"] = "ReadWriteOnce"
    """Who may mount it. Default `ReadWriteOnce`."""


def _size_alone(value: Any) -> Any:
    """`/app/db: 1Gi` is short for `/app/db: {size: 1Gi}`."""
    return value if isinstance(value, dict | VolumeSettings) else {"size": value}


class StatefulAppSettings(AppSettings):
    """A StatefulSet with its headless and client Services and a claim for every volume and pod."""

    kind: Literal["stateful"] = "stateful"
    """The kind of app."""
    storage: dict[AbsolutePath, Annotated[VolumeSettings, BeforeValidator(_size_alone)]] = {}
    """A size, or a volume's settings, for each path that outlives the pod."""
    pod_management_policy: Literal["OrderedReady", "Parallel"] = "OrderedReady"
    """Whether pods start one after another or all at once. Default `OrderedReady`. Fixed once created."""
    rollout: StatefulRolloutSettings = StatefulRolloutSettings()
    """How a new version replaces the old one."""

    def mount_paths(self) -> list[str]:
        """The claimed volumes too."""
        return [*super().mount_paths(), *self.storage]
