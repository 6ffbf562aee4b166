"""Volumes: those that outlive a pod, and those that a pod mounts beside them.

https://kubernetes.io/docs/concepts/storage/volumes/
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.fields import DataKey, Host, ObjectName, Reason, Seconds, StrictBool, UniqueList
from slipway.settings.paths import AbsolutePath
from slipway.settings.quantity import Bytes

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


FieldPath = Annotated[
    str,
    Field(pattern=r"^metadata\.(name|namespace|uid|labels|annotations)(\['[^']+'\])?$"),
    described_as("a field of the pod that a file can hold", "metadata.labels"),
]


class EmptyDirSettings(Model):
    """https://kubernetes.io/docs/concepts/storage/volumes/#emptydir"""

    size: Bytes
    """How much it may hold; a pod that writes more is evicted. Required."""
    medium: Literal["Disk", "Memory"] = "Disk"
    """`Memory` counts against the container's limit. Default `Disk`, of the node."""


class SharedVolumeSettings(VolumeSettings):
    """One volume for all pods of the app. It grows by its number, and is kept when the app goes."""

    access_mode: AccessMode = "ReadWriteMany"
    """Who may mount it. Default `ReadWriteMany`: pods of one app run on several nodes."""


NFS_SIZE = "1Gi"
"""What a claim to a file server says: the server has no size that Kubernetes knows, and yet each volume says one."""


class NfsVolumeSettings(Model):
    """https://kubernetes.io/docs/concepts/storage/volumes/#nfs"""

    server: Host
    """The host that exports it. Required."""
    path: AbsolutePath
    """What it exports. Required."""


class CsiVolumeSettings(Model):
    """A volume that a driver makes for each pod and that goes with it.

    https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#csi-ephemeral-volumes
    """

    driver: ObjectName
    """Who makes it, for example `secrets-store.csi.k8s.io`. Required."""
    attributes: dict[str, str] = {}
    """What the driver wants to know; its own manual lists them."""
    secret: ObjectName | None = None
    """The Secret of the namespace that the driver is given. Default: none."""


class TokenSourceSettings(Model):
    """https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken"""

    path: DataKey = "token"
    """The name of the file. Default `token`."""
    audience: str = Field(min_length=1)
    """Who accepts the token, for example `vault`. Required: a token for the Kubernetes API is asked for elsewhere."""
    expiration_seconds: Annotated[Seconds, Field(ge=600), described_as("at least 600 seconds", 3600)] = 3600
    """How long it is valid; a new one is written in time. Default 3600."""


class ProjectedSourceSettings(Model):
    """One of several things that appear as files in one folder. Exactly one is said."""

    config_map: ObjectName | None = None
    """All keys of a ConfigMap of the namespace."""
    secret: ObjectName | None = None
    """All keys of a Secret of the namespace."""
    token: TokenSourceSettings | None = None
    """A token of the app's ServiceAccount for somebody other than the Kubernetes API."""
    fields: dict[DataKey, FieldPath] | None = None
    """Files that hold what the pod is called and labelled."""

    @model_validator(mode="after")
    def _exactly_one(self) -> "ProjectedSourceSettings":
        _one_of(self, ("config_map", "secret", "token", "fields"))
        return self


_VOLUME_KINDS = ("empty_dir", "claim", "shared", "ephemeral", "nfs", "csi", "projected", "host_path")


class PodVolumeSettings(Model):
    """Exactly one of the kinds, and how it is mounted. https://kubernetes.io/docs/concepts/storage/volumes/"""

    empty_dir: EmptyDirSettings | None = None
    """An empty folder that goes with the pod."""
    claim: ObjectName | None = None
    """A claim of the namespace that somebody else makes."""
    shared: SharedVolumeSettings | None = None
    """A claim of the app's own that all its pods mount."""
    ephemeral: VolumeSettings | None = None
    """A claim for each pod that goes with it."""
    nfs: NfsVolumeSettings | None = None
    """A folder of a file server."""
    csi: CsiVolumeSettings | None = None
    """What a driver makes for each pod, for example out of a vault."""
    projected: UniqueList[ProjectedSourceSettings] | None = None
    """Several ConfigMaps, Secrets, tokens and fields in one folder, read-only."""
    host_path: AbsolutePath | None = None
    """A folder of the node. Refused unless a relaxation gives the reason."""
    read_only: StrictBool = False
    """Whether it is mounted read-only. Default false; projected ones always are."""

    @model_validator(mode="after")
    def _exactly_one(self) -> "PodVolumeSettings":
        _one_of(self, _VOLUME_KINDS)
        return self


Volumes = dict[AbsolutePath, PodVolumeSettings]


def refuse_host_paths(volumes: Volumes) -> None:
    """A pod that mounts a folder of its node can change the node, and finds another folder on every node."""
    paths = ", ".join(path for path, volume in volumes.items() if volume.host_path)
    if paths:
        raise conflict(
            f"expected a volume that is no folder of the node at {paths}; hostPath is refused unless "
            'relaxations.hostPath says why, for example relaxations: {hostPath: "reads the logs of its node"}'
        )


def _one_of(settings: Model, names: tuple[str, ...]) -> None:
    fields = type(settings).model_fields
    said = [str(fields[name].alias) for name in names if getattr(settings, name) not in (None, ())]
    if len(said) != 1:
        known = ", ".join(str(fields[name].alias) for name in names)
        raise conflict(f"expected exactly one of {known}; got {' and '.join(said) or 'none'}")
