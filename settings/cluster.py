"""Which cluster a stack belongs to."""

from typing import Annotated

from pydantic import Field

from settings.model import Model
from settings.vocabulary import Count, expecting

Uid = Annotated[
    str,
    Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"),
    expecting("a uid in lowercase, as kubectl prints it", "6f1c2b9e-4a57-4f0e-9d3c-0a8f5b7e2d11"),
]

UID_COMMAND = "kubectl get namespace kube-system -o jsonpath={.metadata.uid}"


class ClusterSettings(Model):
    """The stack is deployed to this cluster and to no other."""

    context: str | None = None
    """The context of the kubeconfig; any other is refused. Default: whatever context is current."""
    uid: Uid | None = None
    """The uid of its namespace kube-system, by which a cluster is told from one that somebody has given the same
    context or address (https://opentelemetry.io/docs/specs/semconv/resource/k8s/#cluster):
    `kubectl get namespace kube-system -o jsonpath={.metadata.uid}`. Default: it is not asked for."""
    nodes: Count | None = None
    """How many nodes it has at most. Required where a namespace with a `quota` has agents, which run on every node."""
