"""The user and the groups of the processes of a pod.

https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
"""

from typing import Annotated, Literal

from pydantic import Field

from slipway.settings.base import Model, described_as
from slipway.settings.fields import UniqueList, UserId

GroupId = Annotated[
    int,
    Field(strict=True, ge=1, le=2**31 - 1),
    described_as("a numeric group id other than 0 (root)", 44),
]


class UserSettings(Model):
    """The user and the groups of the processes."""

    run_as_user: UserId = 10001
    """The numeric user of the processes, never root."""
    run_as_group: GroupId | None = None
    """The numeric group of the processes, never root. Default: the number of `runAsUser`."""
    supplemental_groups: UniqueList[GroupId] = ()
    """Further groups of the processes, for example that of a device or of the files on a shared disk.
    Default: none."""
    fs_group: GroupId | None = None
    """The group that volumes are made writable for, and that may read mounted files. Default: the group of the
    processes.
    https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-the-security-context-for-a-pod"""
    fs_group_change_policy: Literal["OnRootMismatch", "Always"] = "OnRootMismatch"
    """How often the kubelet hands the files of a volume over to `fsGroup`: only if the top folder belongs to another
    group, or at every start of a pod, which takes long on large volumes.
    https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#configure-volume-permission-and-ownership-change-policy-for-pods"""
