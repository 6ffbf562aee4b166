"""The closed network of every namespace."""

from collections.abc import Iterator, Sequence

from policies.guides import NETWORK, NSA, cis, sources
from policies.kubernetes_object import KubernetesObject, listing, text
from policies.rule import Finding, StackRule

DIRECTIONS = {"Ingress", "Egress"}


def _closes(policy: KubernetesObject) -> bool:
    """It selects every pod of its namespace in both directions, and opens nothing."""
    spec = policy.spec
    return (
        not spec.get("podSelector")
        and {*listing(spec.get("policyTypes"))} == DIRECTIONS
        and not (listing(spec.get("ingress")) or listing(spec.get("egress")))
    )


def _check(objects: Sequence[KubernetesObject]) -> Iterator[tuple[KubernetesObject, Finding]]:
    closing = [each for each in objects if each.kind == "NetworkPolicy" and _closes(each)]
    if any(not each.knows("metadata.namespace") for each in closing):
        return  # a preview does not know yet which namespace it closes
    closed = {each.namespace for each in closing}
    for namespace in objects:
        if namespace.kind == "Namespace" and text(namespace.metadata.get("name")) not in closed:
            message = "expected a NetworkPolicy in it that selects all pods in both directions and opens nothing"
            yield namespace, Finding("metadata.name", f"{message}; there is none")


CLOSED_NETWORK = StackRule(
    name="closed-network",
    requirement="Every namespace of the stack is closed: one NetworkPolicy selects all its pods and opens nothing.",
    why="Kubernetes lets every pod talk to every other pod until a policy selects it.",
    link=sources(NETWORK, NSA, cis("5.3.2")),
    fix="ManagedNamespace closes it, as in every stack; or a NetworkPolicy with podSelector: {} and "
    "policyTypes: [Ingress, Egress]",
    within=False,
    check=_check,
)
