import json

from drift.objects import Identity, Object
from drift.state import State
from drift.wanted import Wanted, foreign
from tests.unit.drift.objects import answered, deployed, edited

WEB = Identity("apps", "Deployment", "shop", "web")
SHOP = Identity("", "Namespace", "", "shop")
NAMESPACE = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "shop"}}


def wanted(*, adopt: bool = False) -> Wanted:
    said = {"adopt": adopt, "brought": False}
    objects = [
        {"apiVersion": "apps/v1", "kind": "Deployment", "namespace": "shop", "name": "web", **said},
        {"apiVersion": "v1", "kind": "Namespace", "namespace": "", "name": "shop", **said},
    ]
    return Wanted.read(json.dumps({"context": "eu", "objects": objects}))


def state(*types: str, pending: Identity | None = None) -> State:
    known = {"Deployment": deployed(), "Namespace": deployed(NAMESPACE, "kubernetes:core/v1:Namespace")}
    waiting = {"urn": pending} if pending else {}
    return State(tuple(known[each] for each in types), {}, waiting, {})


def theirs() -> dict[Identity, Object]:
    live = answered()
    live["metadata"] |= {"labels": {}, "managedFields": [edited("kubectl-create", {})]}
    return {WEB: live}


def test_what_exists_and_is_not_in_the_state_is_foreign_and_told_with_its_maker() -> None:
    assert [str(each) for each in foreign(wanted(), state(), theirs())] == [
        "Deployment shop/web: exists since 2026-01-01T00:00:00Z and is not this stack's; made by kubectl-create"
    ]


def test_what_is_adopted_or_the_stacks_own_is_not() -> None:
    empty = {SHOP: answered(NAMESPACE)}

    assert list(foreign(wanted(adopt=True), state(), empty)) == []
    assert list(foreign(wanted(), state("Deployment"), theirs())) == []
    assert list(foreign(wanted(), state(pending=WEB), theirs())) == []


def test_what_selects_pods_is_adopted_only_if_slipway_has_made_it() -> None:
    made_by_slipway: dict[Identity, Object] = {WEB: answered()}

    assert list(foreign(wanted(adopt=True), state(), made_by_slipway)) == []
    [refused] = foreign(wanted(adopt=True), state(), theirs())
    assert str(refused).endswith(
        "`adopt` cannot take over what selects running pods: move it without a lost request instead"
    )


def test_a_namespace_that_somebody_made_again_is_foreign_and_an_object_in_it_is_not() -> None:
    again = answered(NAMESPACE)
    again["metadata"]["uid"] = "2"
    live: dict[Identity, Object] = {
        SHOP: again,
        WEB: {**answered(), "metadata": {**answered()["metadata"], "uid": "2"}},
    }

    assert [each.identity for each in foreign(wanted(), state("Deployment", "Namespace"), live)] == [SHOP]


def test_the_kind_of_an_object_whose_definition_the_stack_brings_need_not_be_known() -> None:
    monitor = {"apiVersion": "monitoring.coreos.com/v1", "kind": "ServiceMonitor", "namespace": "shop", "name": "web"}
    objects = [{**monitor, "adopt": False, "brought": brought} for brought in (True, False)]

    found = [Wanted.read(json.dumps({"context": None, "objects": [each]})) for each in objects]

    assert [len(each.adopt) for each in found] == [1, 1]
    assert [len(each.versions) for each in found] == [0, 1]
