"""An app whose pods have names and volumes of their own."""

from typing import Literal

from pydantic import model_validator

from settings.kinds.app import AppSettings
from settings.rollout.stateful_rollout import StatefulRolloutSettings
from settings.storage.storage import RetentionSettings, Storage
from settings.words.vocabulary import conflict

_MOST_CLAIMS = 1000
"""Each is a resource of the stack by itself, which every preview compares."""


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

    @model_validator(mode="after")
    def _claims_in_reason(self) -> "StatefulAppSettings":
        claims = self.least_replicas * len(self.storage)
        if claims > _MOST_CLAIMS:
            raise conflict(
                f"expected at most {_MOST_CLAIMS} claims, one for each pod and path of storage; "
                f"{self.least_replicas} pods would have {claims}"
            )
        return self
