"""Access from outside the cluster."""

from collections.abc import Iterator

from policies.guides import NSA, SERVICES, sources
from policies.kubernetes_object import KubernetesObject, text
from policies.rule import Finding, Rule

EXPOSED = "slipway.dev/exposed"
"""The label of objects that are exposed on purpose. The same as in `blocks/words/labels.py`."""
_WAYS = {"Ingress", "Gateway", "HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute", "IngressRoute"}
_TYPES = {"NodePort", "LoadBalancer"}


def _exposure(object_: KubernetesObject) -> Iterator[Finding]:
    if object_.labels.get(EXPOSED) == "true":
        return
    expected = f"opens it to the outside; expected the label {EXPOSED}"
    if object_.kind in _WAYS:
        yield Finding("kind", f"{object_.kind} {expected}")
    elif object_.kind == "Service":
        if text(object_.spec.get("type")) in _TYPES:
            yield Finding("spec.type", f"{object_.spec['type']} {expected}")
        if object_.spec.get("externalIPs"):
            yield Finding("spec.externalIPs", f"externalIPs {expected}")


DECLARED_EXPOSURE = Rule(
    name="exposure",
    requirement="Every object that opens an app to the outside is marked as exposed.",
    why="Without the mark, a Service type or a chart could expose an app by accident.",
    link=sources(SERVICES, NSA),
    fix="exposed: true",
    check=_exposure,
)
