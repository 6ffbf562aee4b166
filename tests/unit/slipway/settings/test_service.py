from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from slipway.settings import StatelessAppSettings
from slipway.settings.service import ExternalHost, ServiceSettings
from tests.unit.slipway.settings.lines import lines_of


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (
            {"nodePort": 30080},
            ("nodePort needs type NodePort or LoadBalancer; got ClusterIP; leave nodePort out or set type: NodePort"),
        ),
        (
            {"externalTrafficPolicy": "Local"},
            "externalTrafficPolicy needs type NodePort or LoadBalancer; got ClusterIP",
        ),
        (
            {"type": "NodePort", "loadBalancerClass": "a.b/c"},
            (
                "loadBalancerClass needs type LoadBalancer; got NodePort; "
                "leave loadBalancerClass out or set type: LoadBalancer"
            ),
        ),
        (
            {"loadBalancerSourceRanges": ["10.0.0.0/8"]},
            "loadBalancerSourceRanges needs type LoadBalancer; got ClusterIP",
        ),
        ({"sessionAffinitySeconds": 60}, "sessionAffinitySeconds needs sessionAffinity: ClientIP; set it, or leave"),
        (
            {"ipFamilies": ["IPv4", "IPv6"]},
            "several ipFamilies need ipFamilyPolicy: PreferDualStack or RequireDualStack; set it, or leave one of",
        ),
        (
            {"ipFamilies": ["IPv4", "IPv6"], "ipFamilyPolicy": "SingleStack"},
            "several ipFamilies need ipFamilyPolicy: PreferDualStack or RequireDualStack",
        ),
        ({"ipFamilies": ["IPv4", "IPv4"]}, "expected a list without duplicates; IPv4 occurs twice"),
    ],
)
def test_what_does_not_fit_the_type_is_refused_with_the_way_out(said: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        ServiceSettings.model_validate(said)


def test_a_client_is_remembered_for_a_day_at_most() -> None:
    with pytest.raises(ValidationError, match="from 1 to 86400"):
        ServiceSettings.model_validate({"sessionAffinity": "ClientIP", "sessionAffinitySeconds": 86401})


HOSTS = TypeAdapter(ExternalHost)


def test_a_name_inside_stands_for_a_host_outside() -> None:
    assert HOSTS.validate_python("db.example.com") == "db.example.com"


@pytest.mark.parametrize("host", ["10.0.0.1", "::1", "*.example.com", "DB.example.com", "https://db.example.com", ""])
def test_an_address_a_wildcard_and_a_url_are_no_names(host: str) -> None:
    with pytest.raises(ValidationError, match="expected a host name; no IP address and no wildcard"):
        HOSTS.validate_python(host)


@pytest.mark.parametrize(
    ("annotation", "way"),
    [
        ("service.beta.kubernetes.io/load-balancer-source-ranges", "the setting loadBalancerSourceRanges instead"),
        ("service.kubernetes.io/topology-aware-hints", "the annotation service.kubernetes.io/topology-mode instead"),
    ],
)
def test_an_annotation_that_kubernetes_warns_of_is_told_its_successor(annotation: str, way: str) -> None:
    with pytest.raises(ValidationError, match=f"{annotation}: expected {way}"):
        ServiceSettings.model_validate({"type": "LoadBalancer", "annotations": {annotation: "x"}})


def test_the_application_protocol_of_the_main_port_has_moved_to_the_port() -> None:
    said = {"image": "a:1", "port": 8080, "service": {"appProtocol": "kubernetes.io/h2c"}}
    with pytest.raises(ValidationError) as refused:
        StatelessAppSettings.model_validate(said)

    assert lines_of(refused.value, StatelessAppSettings) == [
        "service.appProtocol: this setting has moved; write port.appProtocol instead"
    ]
