from typing import Any

import pytest
from pulumi_kubernetes.apiextensions import CustomResource
from pulumi_kubernetes.apps.v1 import Deployment
from pulumi_kubernetes.core.v1 import PersistentVolumeClaimPatch, Service

from slipway.blocks.patches import arguments_of, unknown_fields


def wrong(patch: Any, resource: type = Deployment) -> list[str]:
    return list(unknown_fields(arguments_of(resource), patch))


def test_fields_that_exist_are_not_complained_about() -> None:
    containers = [{"name": "web", "env": [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "status.podIP"}}}]}]
    spec = {
        "nodeSelector": {"any/thing": "goes"},
        "containers": containers,
        "volumes": [{"name": "a", "$patch": "delete"}],
    }

    assert wrong({"metadata": {"labels": {"a": "b"}}, "spec": {"template": {"spec": spec}}}) == []
    assert wrong({"spec": {"clusterIPs": ["None"], "ports": [{"port": 1, "targetPort": "http"}]}}, Service) == []


def test_a_misspelt_field_is_told_wherever_it_is() -> None:
    containers = [{"name": "web", "imag": "a:1", "env": [{"name": "A", "valuefrom": None}]}]

    assert wrong({"spec": {"template": {"spec": {"hostnme": "a", "containers": containers}}}}) == [
        "spec.template.spec.hostnme: unknown field of PodSpec; did you mean hostname?",
        "spec.template.spec.containers.imag: unknown field of Container; did you mean image?",
        "spec.template.spec.containers.env.valuefrom: unknown field of EnvVar; did you mean valueFrom?",
    ]


@pytest.mark.parametrize("resource", [Deployment, Service, PersistentVolumeClaimPatch])
def test_an_object_says_which_fields_it_has_at_its_top(resource: type) -> None:
    assert wrong({"spce": {}}, resource) == [
        f"spce: unknown field of {resource.__name__.removesuffix('Patch')}; did you mean spec?"
    ]


def test_the_content_of_a_custom_resource_has_no_type() -> None:
    assert wrong({"spec": {"anything": {"goes": True}}}, CustomResource) == []
