"""Volumes that outlive the pods which use them."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from settings.words.model import Model
from settings.words.path import AbsolutePath
from settings.words.quantity import Bytes
from settings.words.reason import Reason
from settings.words.vocabulary import ObjectName

AccessMode = Literal["ReadWriteOnce", "ReadWriteOncePod", "ReadWriteMany"]


class VolumeSettings(Model):
    """A volume that each pod claims for itself and keeps across restarts.

    https://kubernetes.io/docs/concepts/storage/persistent-volumes/
    """

    size: Bytes
    """How much it holds. A larger number grows it while its pods run; a smaller one is refused. Required."""
    storage_class: ObjectName | None = None
    """Who provides it. Default: the cluster's default class."""
    access_mode: AccessMode = "ReadWriteOnce"
    """Who may mount it. Default `ReadWriteOnce`."""
    snapshot: ObjectName | None = None
    """The VolumeSnapshot of the namespace whose content a new volume begins with; one that exists stays as it is.
    Default: it begins empty."""


def _size_alone(value: Any) -> Any:
    """`/app/db: 1Gi` is short for `/app/db: {size: 1Gi}`."""
    return value if isinstance(value, dict | VolumeSettings) else {"size": value}


Storage = dict[AbsolutePath, Annotated[VolumeSettings, BeforeValidator(_size_alone)]]


class RetentionSettings(Model):
    """What becomes of the data of pods that go.

    https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention
    """

    when_deleted: Literal["Retain", "Delete"] = "Retain"
    """When the app goes. Default `Retain`: an app of that name finds its data again."""
    when_scaled: Literal["Retain", "Delete"] = "Retain"
    """When `replicas` falls. Default `Retain`: a pod that comes back finds its data again."""
    reason: Reason | None = None
    """Why data is deleted: `a cache, filled again within minutes`. Required in production with `Delete`."""
