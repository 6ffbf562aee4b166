from typing import Any

import pytest

from slipway.schema.field import Field, known_kinds
from slipway.schema.unions import broken_choice


def choice(type_name: str, value: Any) -> str | None:
    return broken_choice(value, Field(known_kinds()[type_name], type_name))


def test_two_of_a_choice_are_told_with_the_way_to_remove_one() -> None:
    assert choice("Probe", {"httpGet": {"port": 1}, "exec": {"command": ["true"]}, "periodSeconds": 1}) == (
        "has exec and httpGet, and Kubernetes allows only one in Probe; remove the other with exec: null or "
        "httpGet: null"
    )


def test_none_of_a_choice_is_told_where_one_is_required() -> None:
    assert choice("EnvFromSource", {"prefix": "A_"}) == (
        "has none of configMapRef, secretRef; Kubernetes requires one in EnvFromSource"
    )


@pytest.mark.parametrize(
    ("type_name", "value"),
    [
        ("Volume", {"name": "tmp", "emptyDir": {}, "configMap": {"name": "a"}}),
        ("VolumeProjection", {"secret": {}, "configMap": {}}),
        ("EnvVar", {"name": "A", "value": "1", "valueFrom": {}}),
        ("VolumeMount", {"subPath": "a", "subPathExpr": "b"}),
        ("PodDisruptionBudgetSpec", {"maxUnavailable": 1, "minAvailable": 1}),
    ],
)
def test_each_choice_allows_one(type_name: str, value: Any) -> None:
    assert "Kubernetes allows only one" in str(choice(type_name, value))


@pytest.mark.parametrize(
    ("type_name", "value"),
    [
        ("Volume", {"name": "tmp"}),
        ("Volume", {"name": "tmp", "emptyDir": {}}),
        ("EnvVar", {"name": "A"}),
        ("EnvVar", {"name": "A", "value": "", "valueFrom": {"fieldRef": {}}}),
        ("Probe", {"tcpSocket": {"port": 1}, "exec": None}),
        ("PodSpec", {"containers": [], "volumes": []}),
    ],
)
def test_one_or_none_is_right_elsewhere(type_name: str, value: Any) -> None:
    assert choice(type_name, value) is None


def test_every_choice_is_one_of_fields_that_exist() -> None:
    from slipway.schema import unions  # noqa: PLC0415  # the tables are private

    for name, fields in {**unions._EXACTLY_ONE, **unions._AT_MOST_ONE}.items():
        assert fields <= known_kinds()[name]["properties"].keys()
