"""A container that runs to its end before the app's own starts."""

from settings.containers.container import ContainerSettings
from settings.words.vocabulary import DnsLabel


class InitContainerSettings(ContainerSettings):
    """https://kubernetes.io/docs/concepts/workloads/pods/init-containers/"""

    name: DnsLabel
    """What it is called in the pod. Required."""
