"""Pods that an app's own pods should be near to or away from.

https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, model_validator

from settings.words.label import Requirements
from settings.words.model import Model
from settings.words.vocabulary import AppName, DnsLabel, Switch, conflict

Topology = Literal["node", "zone"]


class NeighbourSettings(Model):
    """Other pods: those of an app, or those with some labels. An app's name alone is short for `{app: name}`.

    An app that is required to be away from itself finds no room for a new version beside the old one on every node;
    `spread: required` does, because it counts each version by itself.
    """

    app: AppName | None = None
    """An app of this stack."""
    labels: Requirements | None = None
    """Labels of the pods, for those that this stack does not deploy."""
    namespace: DnsLabel | None = None
    """Where they are. Default: the app's own namespace."""
    topology: Topology = "node"
    """What is shared or kept apart: the `node` or the `zone`. Default `node`."""
    required: Switch = False
    """Whether a pod would rather not run at all. Default: it is a preference."""

    @model_validator(mode="after")
    def _app_or_labels(self) -> "NeighbourSettings":
        if (self.app is None) == (self.labels is None):
            raise conflict("expected either app or labels, for example {app: cache}")
        return self


def _app_alone(value: Any) -> Any:
    return {"app": value} if isinstance(value, str) else value


Neighbour = Annotated[NeighbourSettings, BeforeValidator(_app_alone)]
