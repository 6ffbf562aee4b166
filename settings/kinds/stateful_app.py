"""An app whose pods have names and volumes of their own."""

from typing import Literal

from settings.kinds.app import AppSettings
from settings.rollout.stateful_rollout import StatefulRolloutSettings
from settings.storage.storage import RetentionSettings, Storage


class StatefulAppSettings(AppSettings):
    """A StatefulSet with its headless and client Services and a claim for every volume and pod."""

    kind: Literal["stateful"] = "stateful"
    """The kind of app."""
    storage: Storage = {}
    """A size, or a volume's settings, for each path that outlives the pod."""
    retention: RetentionSettings = RetentionSettings()
    """What becomes of the data of pods that go. Default: it is kept, until its namespace goes."""
    pod_management_policy: Literal["OrderedReady", "Parallel"] = "OrderedReady"
    """Whether pods start one after another or all at once. Default `OrderedReady`."""
    rollout: StatefulRolloutSettings = StatefulRolloutSettings()
    """How a new version replaces the old one."""

    def mount_paths(self) -> list[str]:
        """The claimed volumes too."""
        return [*super().mount_paths(), *self.storage]
