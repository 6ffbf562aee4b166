import re
from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.chart_values import ExtraValuesSettings
from slipway.settings.written import WrittenFloat, WrittenInt


def values(content: Any) -> ExtraValuesSettings:
    return ExtraValuesSettings.model_validate({"reason": "no setting says it", "values": content})


def test_it_tells_what_it_sets_and_why() -> None:
    assert values({"grafana": {"replicas": 2, "image": {"tag": "13"}}}).told() == (
        "grafana.replicas, grafana.image.tag: no setting says it"
    )


@pytest.mark.parametrize("content", [{}, {"grafana": {}}])
def test_no_values_are_refused(content: Any) -> None:
    with pytest.raises(ValidationError, match="expected at least one value"):
        values(content)


@pytest.mark.parametrize(
    "content",
    [
        {"fullnameOverride": "x"},
        {"nameOverride": "x"},
        {"namespaceOverride": "x"},
        {"kube-state-metrics": {"nameOverride": "x"}},
        {"alertmanager": {"alertmanagerSpec": {"replicas": 3}}},
        {"alertmanager": {"alertmanagerSpec": {"storage": None}}},
        {"prometheus": {"prometheusSpec": {"storageSpec": {"emptyDir": {"sizeLimit": "1Gi"}}}}},
        {"prometheus": {"prometheusSpec": {"replicas": 2}}},
        {"prometheus-node-exporter": {"hostNetwork": False}},
        {"grafana": {"admin": {"userKey": "x"}}},
        {"grafana": None},
    ],
)
def test_what_others_stand_on_is_refused_with_the_reason(content: Any) -> None:
    with pytest.raises(ValidationError, match=r"cannot be set: \w+"):
        values(content)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            {"prometheus-node-exporter": {"service": {"port": 9101}}},
            (
                "expected the same port in prometheus-node-exporter.service.port and "
                "prometheus-node-exporter.service.targetPort; got 9101 and 9100"
            ),
        ),
        (
            {"grafana": {"grafana.ini": {"server": {"http_port": "3001"}}}},
            (
                "expected the same port in grafana.grafana.ini.server.http_port and grafana.service.targetPort; got "
                "3001 and 3000"
            ),
        ),
    ],
)
def test_a_port_that_moves_in_one_place_moves_in_the_other(content: Any, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        values(content)


def test_a_port_that_moves_in_both_places_is_sound() -> None:
    assert values({"prometheus-node-exporter": {"service": {"port": 9101, "targetPort": 9101}}})
    assert values({"grafana": {"service": {"targetPort": "http"}}})


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (WrittenFloat(1.1, "1.10"), 'grafana.tag is written 1.10; write 1.1 for a number, or "1.10" for text'),
        (WrittenInt(18, "0022"), 'grafana.tag is written 0022; write 18 for a number, or "0022" for text'),
        (2**53, "grafana.tag: expected a number of at most 9,007,199,254,740,991; larger ones lose digits"),
    ],
)
def test_a_number_that_the_chart_may_mean_as_text_is_refused(number: float, message: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(message)):
        values({"grafana": {"tag": number}})


def test_other_numbers_are_passed_on() -> None:
    content = {"grafana": {"replicas": 2, "ratio": WrittenFloat(0.5, "0.5"), "on": True, "day": "2024-04-01"}}

    assert values(content).values == content
