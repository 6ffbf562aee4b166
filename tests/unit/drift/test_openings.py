from typing import Any

import pytest

from drift.objects import Identity
from drift.openings import openings
from drift.state import State
from drift.wanted import Wanted
from tests.unit.drift.objects import deployed, edited

NAMESPACE = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "shop"}}
STATE = State((deployed(NAMESPACE, "kubernetes:core/v1:Namespace"),), {"release": ("shop", "monitoring")}, {}, {})
NOTHING = Wanted(None, {}, {})


def told(
    kind: str, body: dict[str, Any], *, name: str = "debug", namespace: str = "shop", **metadata: Any
) -> list[str]:
    content = {
        "kind": kind,
        "metadata": {"managedFields": [edited("kubectl-create", {})], **metadata},
        **body,
    }
    return list(openings(STATE, NOTHING, {Identity("x", kind, namespace, name): content}))


def test_a_policy_and_a_binding_of_somebody_else_are_told_with_the_way_out() -> None:
    [policy] = told("NetworkPolicy", {"spec": {"ingress": [{}]}})
    [binding] = told("RoleBinding", {"subjects": [{"kind": "User", "name": "mallory"}]})

    assert policy == (
        "NetworkPolicy shop/debug: opens its network, and is not this stack's; made by kubectl-create; if it is not "
        "meant: kubectl -n shop delete networkpolicy debug"
    )
    assert binding.startswith("RoleBinding shop/debug: gives rights in it")


@pytest.mark.parametrize(
    ("kind", "body", "metadata"),
    [
        ("NetworkPolicy", {"spec": {"policyTypes": ["Ingress"]}}, {}),
        ("RoleBinding", {}, {}),
        ("RoleBinding", {"subjects": [{}]}, {"name": "system:deployers"}),
        ("NetworkPolicy", {"spec": {"ingress": [{}]}}, {"namespace": "elsewhere"}),
        ("RoleBinding", {"subjects": [{}]}, {"annotations": {"meta.helm.sh/release-name": "monitoring"}}),
    ],
    ids=["closes", "nobody", "the cluster's own", "another namespace", "of the stack's release"],
)
def test_what_opens_nothing_of_the_stack_or_is_its_own_is_not(
    kind: str, body: dict[str, Any], metadata: dict[str, Any]
) -> None:
    assert told(kind, body, **metadata) == []
