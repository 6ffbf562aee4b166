"""A container: its image, its configuration, its resources."""

from typing import Literal

from slipway.settings.environment import EnvironmentSettings
from slipway.settings.fields import DnsLabel, ImageRef, Text
from slipway.settings.paths import AbsolutePath, WorkingDir
from slipway.settings.resources import ResourcesSettings

ImagePullPolicy = Literal["Always", "IfNotPresent", "Never"]


class ContainerSettings(EnvironmentSettings):
    """The settings of every container. Configuration of one environment belongs here, not in the image."""

    image: ImageRef
    """The image, with a tag or a digest."""
    image_pull_policy: ImagePullPolicy = "IfNotPresent"
    """Pull the image on every start (`Always`), if it is missing (`IfNotPresent`), or never (`Never`)."""
    command: tuple[Text, ...] = ()
    """Replaces the entry point of the image. It may refer to variables, as `env` does. Default: the image's own."""
    args: tuple[Text, ...] = ()
    """Replaces the arguments of the image. They may refer to variables, as `env` does. Default: the image's own."""
    working_dir: WorkingDir | None = None
    """The folder in which the process starts. Default: the image's own."""
    termination_message_path: AbsolutePath | None = None
    """The file for the last message of the process, which `kubectl describe` shows. Default: `/dev/termination-log`.
    https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure/"""
    termination_message_policy: Literal["File", "FallbackToLogsOnError"] | None = None
    """The source of the last message: the file alone (`File`), or the end of the log if the file is empty and the
    process has failed. Default: `File`."""
    resources: ResourcesSettings = ResourcesSettings()
    """Requests and limits."""


class InitContainerSettings(ContainerSettings):
    """A container that runs to its end before the app starts.

    https://kubernetes.io/docs/concepts/workloads/pods/init-containers/
    """

    name: DnsLabel
    """The name of the container in the pod."""
