"""What can be reached from outside the cluster."""

from collections.abc import Iterator

from policies.guides import NSA, SERVICES, said_by
from policies.kubernetes_object import KubernetesObject, text
from policies.rule import Finding, Rule

EXPOSED = "slipway.dev/exposed"
"""The label that says: on purpose. The same as in `slipway/blocks/labels.py`."""
_WAYS = {"Ingress", "Gateway", "HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute", "IngressRoute"}
_TYPES = {"NodePort", "LoadBalancer"}


def _exposure(object_: KubernetesObject) -> Iterator[Finding]:
    if object_.labels.get(EXPOSED) == "true":
        return
    said = f"which opens it to the outside; expected the label {EXPOSED}"
    if object_.kind in _WAYS:
        yield Finding("kind", f"{object_.kind}, {said}")
    elif object_.kind == "Service":
        if text(object_.spec.get("type")) in _TYPES:
            yield Finding("spec.type", f"{object_.spec['type']}, {said}")
        if object_.spec.get("externalIPs"):
            yield Finding("spec.externalIPs", f"addresses of nodes, {said}")


DECLARED_EXPOSURE = Rule(
    name="exposure",
    asks="What can be reached from outside the cluster says that it is exposed.",
    why="Exposure is a decision; it must not come along with a type or a chart.",
    link=said_by(SERVICES, NSA),
    write="exposed: true",
    check=_exposure,
)
