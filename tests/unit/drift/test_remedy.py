from copy import deepcopy
from dataclasses import replace

from drift.changes import Changed, changes
from drift.remedy import asked_for, removals
from tests.unit.drift.objects import INPUTS, answered, deployed, edited

TWO = {
    "f:metadata": {"f:annotations": {"f:example.com/note": {}}},
    "f:spec": {"f:template": {"f:spec": {"f:containers": {'k:{"name":"a"}': {".": {}}, 'k:{"name":"b"}': {".": {}}}}}},
}


def test_what_was_added_is_removed_from_the_end_so_that_nothing_moves() -> None:
    live = answered()
    live["spec"]["template"]["spec"]["containers"] += [{"name": "a"}, {"name": "b"}]
    live["metadata"] |= {"annotations": {"example.com/note": "x"}}
    live["metadata"]["managedFields"].append(edited("kubectl-edit", TWO))
    found = Changed(deployed(), live, tuple(changes(deployed(), live)))

    assert [each["path"] for each in removals(found, live)] == [
        "/spec/template/spec/containers/2",
        "/spec/template/spec/containers/1",
        "/metadata/annotations/example.com~1note",
    ]


def test_an_object_is_applied_as_it_was_asked_for_without_what_the_provider_keeps_for_itself() -> None:
    inputs = deepcopy(INPUTS)
    inputs["metadata"]["annotations"] = {"pulumi.com/skipAwait": "true", "a": "b"}
    of_state = deployed(inputs)
    of_state.outputs["metadata"]["annotations"] = {"a": "b"}

    asked = asked_for(of_state)

    assert asked is not None
    assert asked["metadata"]["annotations"] == {"a": "b"}
    assert asked["spec"] == INPUTS["spec"]


def test_an_object_of_a_chart_is_applied_with_the_name_of_its_release() -> None:
    asked = asked_for(replace(deployed(), release=("monitoring", "prometheus")))

    assert asked is not None
    assert asked["metadata"]["annotations"] == {
        "meta.helm.sh/release-name": "prometheus",
        "meta.helm.sh/release-namespace": "monitoring",
    }


def test_what_holds_a_secret_is_left_to_the_engine() -> None:
    secret = {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {"name": "db"},
        "data": {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "ciphertext": "v1:x"},
    }

    assert asked_for(deployed(secret, "kubernetes:core/v1:Secret")) is None
