import pytest

from policies.exposure import DECLARED_EXPOSURE, EXPOSED
from slipway.topology import labels
from tests.unit.policies.objects import found, of

DECLARED = {EXPOSED: "true"}


@pytest.mark.parametrize("type_", [None, "ClusterIP", "ExternalName"])
def test_a_service_within_the_cluster_passes(type_: str | None) -> None:
    assert found(DECLARED_EXPOSURE, of("Service", spec={"type": type_})) == []


@pytest.mark.parametrize("type_", ["NodePort", "LoadBalancer"])
def test_a_service_that_leads_outside_has_to_say_so(type_: str) -> None:
    assert found(DECLARED_EXPOSURE, of("Service", spec={"type": type_})) == [
        f"spec.type: {type_} opens it to the outside; expected the label slipway.dev/exposed"
    ]
    assert found(DECLARED_EXPOSURE, of("Service", spec={"type": type_}, labels=DECLARED)) == []


def test_external_addresses_lead_outside_too() -> None:
    assert len(found(DECLARED_EXPOSURE, of("Service", spec={"externalIPs": ["192.0.2.1"]}))) == 1


@pytest.mark.parametrize("kind", ["Ingress", "HTTPRoute", "Gateway"])
def test_so_have_ingresses_routes_and_gateways(kind: str) -> None:
    assert len(found(DECLARED_EXPOSURE, of(kind))) == 1
    assert found(DECLARED_EXPOSURE, of(kind, labels=DECLARED)) == []


def test_any_other_word_than_true_declares_nothing() -> None:
    assert len(found(DECLARED_EXPOSURE, of("Ingress", labels={EXPOSED: "false"}))) == 1


def test_it_is_the_label_that_the_program_sets() -> None:
    assert labels.exposed(decided=True) == DECLARED
