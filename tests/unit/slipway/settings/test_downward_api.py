from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from slipway.settings.downward_api import FileField, ResourceFieldSettings, ResourceSource, VariableField
from tests.unit.slipway.settings.lines import lines_of


@pytest.mark.parametrize(
    "field",
    [
        "metadata.name",
        "metadata.uid",
        "metadata.labels['app.kubernetes.io/version']",
        "metadata.annotations['a']",
        "spec.nodeName",
        "status.hostIPs",
        "status.podIP",
    ],
)
def test_a_variable_holds_one_value_of_the_pod(field: str) -> None:
    assert TypeAdapter(VariableField).validate_python(field) == field


@pytest.mark.parametrize("field", ["metadata.labels", "metadata.labels['a b']", "metadata.name['a']", "spec.hostname"])
def test_a_variable_holds_nothing_else(field: str) -> None:
    with pytest.raises(ValidationError, match=r"expected one of metadata\.name"):
        TypeAdapter(VariableField).validate_python(field)


@pytest.mark.parametrize("field", ["metadata.labels", "metadata.annotations['a']", "metadata.namespace"])
def test_a_file_holds_all_labels_too(field: str) -> None:
    assert TypeAdapter(FileField).validate_python(field) == field


@pytest.mark.parametrize("field", ["status.hostIP", "metadata.name['a']", "metadata.labels['']"])
def test_a_file_follows_nothing_that_only_a_variable_can_hold(field: str) -> None:
    with pytest.raises(ValidationError, match=r"expected one of metadata\.name"):
        TypeAdapter(FileField).validate_python(field)


def test_a_resource_alone_is_in_whole_cores_or_bytes() -> None:
    short: Any = TypeAdapter(ResourceSource).validate_python("requests.hugepages-2Mi")

    assert (short.resource, short.divisor) == ("requests.hugepages-2Mi", "1")


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (
            {"resource": "limits.gpu"},
            (
                "resource: expected a limit or request of cpu, memory, ephemeral-storage or a size of hugepages, "
                'for example limits.cpu; got "limits.gpu"'
            ),
        ),
        (
            {"resource": "limits.cpu", "divisor": "1Mi"},
            ": divisor: expected 1 or 1m for limits.cpu; got 1Mi",
        ),
        (
            {"resource": "limits.memory", "divisor": "1m"},
            ": divisor: expected 1 or a unit such as 1Mi for limits.memory; got 1m",
        ),
        (
            {"resource": "limits.memory", "divisor": "2Mi"},
            'divisor: expected 1m or 1 for cpu; 1 or a unit such as 1Mi for the others, for example 1Mi; got "2Mi"',
        ),
    ],
)
def test_a_resource_that_no_container_has_or_a_unit_that_it_has_not_is_refused(said: Any, line: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ResourceFieldSettings.model_validate(said)

    assert lines_of(refused.value, ResourceFieldSettings) == [line]
