"""Volumes: claims that outlive a pod, and all other volumes of a pod.

https://kubernetes.io/docs/concepts/storage/volumes/
"""

from collections.abc import Collection
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.downward_api import FileField
from slipway.settings.fields import AppName, DataKey, Host, ObjectName, Reason, Seconds, StrictBool, UniqueList
from slipway.settings.paths import AbsolutePath
from slipway.settings.quantity import Bytes

AccessMode = Literal["ReadWriteOnce", "ReadWriteOncePod", "ReadWriteMany"]


class VolumeSettings(Model):
    """A volume that each pod claims for itself. It survives restarts.

    https://kubernetes.io/docs/concepts/storage/persistent-volumes/
    """

    size: Bytes
    """The size. A larger number grows the volume while its pods run; a smaller one is refused."""
    storage_class: ObjectName | None = None
    """The StorageClass. Default: the cluster's default class."""
    access_mode: AccessMode = "ReadWriteOnce"
    """The nodes and pods that may mount it at once."""
    snapshot: ObjectName | None = None
    """A VolumeSnapshot of the namespace with the first content of a new volume; existing volumes stay as they are.
    Default: a new volume is empty."""


def _size_alone(value: Any) -> Any:
    """`/app/db: 1Gi` is short for `/app/db: {size: 1Gi}`."""
    return value if isinstance(value, dict | VolumeSettings) else {"size": value}


Storage = dict[
    AbsolutePath, Annotated[VolumeSettings, BeforeValidator(_size_alone, json_schema_input_type=Bytes | VolumeSettings)]
]


class RetentionSettings(Model):
    """The policy for the claims of deleted pods.

    https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention
    """

    when_deleted: Literal["Retain", "Delete"] = "Retain"
    """After the deletion of the app. With `Retain` a new app of that name gets the data back."""
    when_scaled: Literal["Retain", "Delete"] = "Retain"
    """After a decrease of `replicas`. With `Retain` a pod that comes back gets its data back."""
    reason: Reason | None = None
    """The reason to delete data: `a cache, filled again within minutes`. Required in production with `Delete`."""


SCRATCH_LIMIT = "64Mi"
"""The size limit of a writable folder. A pod that writes more is evicted."""


Medium = Literal["Disk", "Memory", "HugePages", "HugePages-2Mi", "HugePages-1Gi"]


class EmptyDirSettings(Model):
    """An empty folder.

    https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
    """

    size: Bytes
    """The size limit; a pod that writes more is evicted."""
    medium: Medium = "Disk"
    """`Disk` is the disk of the node. `Memory` counts against the memory limit of the container. `HugePages` counts
    against its `resources: {hugepages-2Mi: 64Mi}`; a pod with pages of several sizes says `HugePages-2Mi` or
    `HugePages-1Gi`.
    https://kubernetes.io/docs/tasks/manage-hugepages/scheduling-hugepages/"""


class SharedVolumeSettings(VolumeSettings):
    """One volume for all pods of the app. A larger `size` grows it. It is kept when the app is deleted."""

    access_mode: AccessMode = "ReadWriteMany"
    """The nodes and pods that may mount it at once. Default: `ReadWriteMany`, because the pods of an app run on several
    nodes."""


class SharedFromSettings(Model):
    """A volume of another app of the namespace: one of its `volumes` with `shared`."""

    app: AppName
    """The app that has the volume."""
    path: AbsolutePath
    """The path in the `volumes` of that app."""


NFS_SIZE = "1Gi"
"""The size in a claim to a file server. Kubernetes requires one and does not enforce it."""


class NfsVolumeSettings(Model):
    """A folder of a file server.

    https://kubernetes.io/docs/concepts/storage/volumes/#nfs
    """

    server: Host
    """The host of the NFS server."""
    path: AbsolutePath
    """The exported path."""


class CsiVolumeSettings(Model):
    """An ephemeral volume that a CSI driver makes for each pod.

    https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#csi-ephemeral-volumes
    """

    driver: ObjectName
    """The name of the CSI driver, for example `secrets-store.csi.k8s.io`."""
    attributes: dict[str, str] = {}
    """Attributes for the driver; its documentation lists them."""
    secret: ObjectName | None = None
    """A Secret of the namespace for the driver."""


class TokenSourceSettings(Model):
    """A token in a file.

    https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken
    """

    path: DataKey = "token"
    """The name of the file."""
    audience: str = Field(min_length=1)
    """The audience of the token, for example `vault`. For a token of the Kubernetes API see `apiAccess`."""
    expiration_seconds: Annotated[
        Seconds, Field(ge=600), described_as("a whole number of seconds, at least 600", 3600)
    ] = 3600
    """Seconds that a token is valid. The kubelet writes a new one before that."""


class ProjectedSourceSettings(Model):
    """One source of files in a projected volume: exactly one of the four."""

    config_map: ObjectName | None = None
    """All keys of a ConfigMap of the namespace."""
    secret: ObjectName | None = None
    """All keys of a Secret of the namespace."""
    token: TokenSourceSettings | None = None
    """A token of the app's ServiceAccount for an audience other than the Kubernetes API."""
    fields: dict[DataKey, FileField] | None = None
    """Files with fields of the pod, by file name: `{labels: metadata.labels}`."""

    @model_validator(mode="after")
    def _exactly_one(self) -> "ProjectedSourceSettings":
        _one_of(self, ("config_map", "secret", "token", "fields"))
        return self


_VOLUME_KINDS = ("empty_dir", "claim", "shared", "shared_from", "ephemeral", "nfs", "csi", "projected", "host_path")


class PodVolumeSettings(Model):
    """A volume of a pod: exactly one kind, and `readOnly`. https://kubernetes.io/docs/concepts/storage/volumes/"""

    empty_dir: EmptyDirSettings | None = None
    """An empty folder that is deleted with the pod."""
    claim: ObjectName | None = None
    """The name of a claim of the namespace that is not part of this stack."""
    shared: SharedVolumeSettings | None = None
    """One claim that all pods of the app mount."""
    shared_from: SharedFromSettings | None = None
    """The `shared` claim of another app: `{app: files, path: /uploads}`."""
    ephemeral: VolumeSettings | None = None
    """A claim for each pod, deleted with it."""
    nfs: NfsVolumeSettings | None = None
    """A folder of an NFS server."""
    csi: CsiVolumeSettings | None = None
    """An ephemeral volume of a CSI driver, for example with secrets of a vault."""
    projected: UniqueList[ProjectedSourceSettings] | None = None
    """ConfigMaps, Secrets, tokens and pod fields in one folder, read-only."""
    host_path: AbsolutePath | None = None
    """A folder of the node. It needs `relaxations.hostPath`."""
    read_only: StrictBool = False
    """Mount it read-only. Projected volumes always are."""

    @model_validator(mode="after")
    def _exactly_one(self) -> "PodVolumeSettings":
        _one_of(self, _VOLUME_KINDS)
        return self


Volumes = dict[AbsolutePath, PodVolumeSettings]


def refuse_host_paths(volumes: Volumes) -> None:
    """Refuse hostPath: it lets a pod change its node, and every node has other content there."""
    paths = ", ".join(path for path, volume in volumes.items() if volume.host_path)
    if paths:
        raise conflict(
            f"hostPath at {paths} needs relaxations.hostPath with a reason, for example "
            'relaxations: {hostPath: "reads the logs of its node"}; or choose another kind of volume'
        )


def refuse_missing_pages(volumes: Volumes, resources: Collection[str]) -> None:
    """Refuse a medium of hugepages that no container asks for in its `resources`, or whose size is left open: the
    kubelet could not mount it. `resources` are the names of those of all containers.
    """
    sizes = sorted({each.removeprefix("hugepages-") for each in resources if each.startswith("hugepages-")})
    for path, volume in volumes.items():
        if volume.empty_dir is None or not volume.empty_dir.medium.startswith("HugePages"):
            continue
        medium = volume.empty_dir.medium
        size = medium.removeprefix("HugePages").removeprefix("-")
        if not sizes or (size and size not in sizes):
            raise conflict(
                f"volumes.{path}.emptyDir.medium: {medium} needs a container that asks for such pages; write "
                f"resources: {{hugepages-{size or '2Mi'}: {volume.empty_dir.size}}} too"
            )
        if not size and len(sizes) > 1:
            raise conflict(
                f"volumes.{path}.emptyDir.medium: the pod has pages of {' and '.join(sizes)}; expected one of "
                f"{', '.join(f'HugePages-{each}' for each in sizes)}; got HugePages"
            )


def _one_of(settings: Model, names: tuple[str, ...]) -> None:
    fields = type(settings).model_fields
    said = [str(fields[name].alias) for name in names if getattr(settings, name) not in (None, ())]
    if len(said) != 1:
        known = ", ".join(str(fields[name].alias) for name in names)
        raise conflict(f"expected exactly one of {known}; got {' and '.join(said) or 'none'}")
