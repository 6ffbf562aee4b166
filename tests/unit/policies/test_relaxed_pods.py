import pytest

from policies.kubernetes_object import KubernetesObject
from policies.pod import RELAXATION
from policies.relaxed_pods import RELAXED_PODS, needed_level
from slipway.blocks.security import RELAXATION as OF_BLOCKS
from slipway.settings.security import RelaxationsSettings
from tests.unit.policies.objects import found_in, of, workload


def namespace(level: str, name: str = "shop") -> KubernetesObject:
    return of("Namespace", name, None, labels={"pod-security.kubernetes.io/enforce": level})


def relaxed(name: str) -> KubernetesObject:
    return workload(annotations={f"{RELAXATION}{name}": "the vendor's image wants it"})


def test_a_relaxation_where_it_is_admitted_passes() -> None:
    assert found_in(RELAXED_PODS, namespace("baseline"), relaxed("runAsRoot")) == []
    assert found_in(RELAXED_PODS, namespace("restricted"), relaxed("writableRootFilesystem")) == []


def test_one_where_it_is_not_is_told() -> None:
    assert found_in(RELAXED_PODS, namespace("restricted"), relaxed("runAsRoot")) == [
        "Deployment shop.web: expected a namespace that admits baseline pods; shop admits restricted"
    ]


def test_what_another_stack_owns_is_for_the_api_server_to_judge() -> None:
    assert found_in(RELAXED_PODS, namespace("restricted", "other"), relaxed("runAsRoot")) == []


def test_a_relaxation_that_nobody_knows_needs_most() -> None:
    assert len(found_in(RELAXED_PODS, namespace("baseline"), relaxed("everything"))) == 1


@pytest.mark.parametrize("capability", ["NET_BIND_SERVICE", "CHOWN", "SYS_ADMIN"])
def test_each_needs_the_level_that_the_settings_know(capability: str) -> None:
    simple = {name: "because of the vendor" for name in RelaxationsSettings.model_fields if name != "add_capabilities"}
    settings = RelaxationsSettings(**simple, add_capabilities={capability: "because of the vendor"})
    needed = dict(settings.needed_levels())

    assert len(needed) == len(RelaxationsSettings.model_fields)
    assert {name: needed_level(name) for name in needed} == needed


def test_the_reasons_are_the_annotations_that_the_program_sets() -> None:
    assert f"{OF_BLOCKS}." == RELAXATION
