from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.connection import ClusterPodsSettings
from tests.unit.slipway.settings.lines import lines_of


def test_a_namespace_alone_means_all_of_its_pods() -> None:
    assert ClusterPodsSettings(namespace="traefik").labels == {}


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({}, "namespace: missing; required: the namespace of the pods, for example `traefik`"),
        ({"labels": {"app": "traefik"}}, "namespace: missing; required: the namespace of the pods"),
        ({"namespace": "*"}, "namespace: expected a DNS label of at most 63 lowercase letters"),
        ({"namespace": "traefik", "labels": {"app": "a b"}}, "labels.app: expected "),
        ({"namespace": "traefik", "label": {}}, "label: unknown setting; did you mean labels?"),
    ],
)
def test_pods_that_nobody_could_select_are_told_with_their_path(said: dict[str, Any], line: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ClusterPodsSettings.model_validate(said)

    [told] = lines_of(refused.value, ClusterPodsSettings)
    assert told.startswith(line)
