"""Pods of the cluster that no stack of ours deploys, but that its apps have to do with."""

from settings.words.label import LabelKey, LabelValue
from settings.words.model import Model
from settings.words.vocabulary import DnsLabel


class ClusterPodsSettings(Model):
    """A namespace, and the labels of the pods in it."""

    namespace: DnsLabel
    """Where they run, for example `traefik`. Required."""
    labels: dict[LabelKey, LabelValue] = {}
    """What they are labelled with. Default: all pods of the namespace are meant."""
