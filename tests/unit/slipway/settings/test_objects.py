from typing import Any

import pytest

from slipway.schema.field import known_kinds
from slipway.schema.scopes import NAMESPACED, scopes
from slipway.settings.objects import BUILT_IN, ManifestSettings, manifests
from tests.mistakes import mistakes


def manifest(**fields: Any) -> ManifestSettings:
    return ManifestSettings.model_validate({"apiVersion": "a.example.com/v1", "kind": "Backup", **fields})


def lines(**fields: Any) -> list[str]:
    said = {"apiVersion": "a.example.com/v1", "kind": "Backup", **fields}
    return mistakes({"environment": "development", "namespaces": {"shop": {"objects": {"nightly": said}}}})


def test_the_fields_of_its_kind_are_kept_as_they_are() -> None:
    found = manifest(spec={"a": [1, None, {"b": "c"}]}, rules=[])

    assert found.content == {"spec": {"a": [1, None, {"b": "c"}]}, "rules": []}
    assert found.group == "a.example.com"


def test_its_name_is_the_one_under_which_it_is_written_unless_it_says_another_one() -> None:
    objects = {"nightly": manifest(), "weekly": manifest(metadata={"name": "cold"})}

    assert [(key, name) for key, name, _ in manifests(objects)] == [("nightly", "nightly"), ("weekly", "cold")]


@pytest.mark.parametrize(
    ("fields", "opened"),
    [
        ({"apiVersion": "v1", "kind": "Service", "spec": {"type": "NodePort"}}, "opens an app to the outside"),
        ({"apiVersion": "v1", "kind": "Service", "spec": {"externalIPs": ["1.2.3.4"]}}, "opens an app to the outside"),
        ({"apiVersion": "v1", "kind": "Service", "spec": {}}, None),
        ({"apiVersion": "serving.knative.dev/v1", "kind": "Service", "spec": {"type": "NodePort"}}, None),
        ({"apiVersion": "networking.k8s.io/v1", "kind": "Ingress"}, "opens an app to the outside"),
        ({"apiVersion": "traefik.io/v1alpha1", "kind": "IngressRoute"}, "opens an app to the outside"),
        ({"kind": "Role"}, "gives rights in the namespace"),
        ({"kind": "CiliumNetworkPolicy", "spec": {"egress": [{}]}}, "opens the network"),
        ({"kind": "NetworkPolicy", "spec": {"podSelector": {}, "policyTypes": ["Ingress"]}}, None),
        ({"kind": "NetworkPolicy", "spec": 5}, None),
        ({}, None),
    ],
)
def test_what_opens_its_namespace_is_known(fields: dict[str, Any], opened: str | None) -> None:
    assert manifest(**fields).opens() == opened


def test_the_type_of_a_service_counts_if_it_leads_outside() -> None:
    def outside_type(version: str = "v1", kind: str = "Service", **spec: Any) -> str | None:
        return manifest(apiVersion=version, kind=kind, spec=spec).outside_type()

    assert outside_type(type="NodePort") == "NodePort"
    assert outside_type(type="LoadBalancer") == "LoadBalancer"
    assert outside_type(type="ClusterIP") is outside_type(type=["NodePort"]) is outside_type() is None
    assert outside_type(version="serving.knative.dev/v1", type="NodePort") is None
    assert outside_type(kind="Endpoints", type="NodePort") is None


def test_what_is_no_mapping_is_read_as_no_spec() -> None:
    assert manifest(spec={"a": 1}).spec == {"a": 1}
    assert manifest(spec=[1]).spec == manifest().spec == {}


def test_the_fields_and_the_scope_of_each_accepted_kind_are_known() -> None:
    for kind, version in BUILT_IN.items():
        assert scopes()[version][kind] == NAMESPACED
        assert "metadata" in known_kinds()[kind]["properties"]


PLACE = "namespaces.shop.objects.nightly"


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        (
            {"apiVersion": "latest"},
            (
                f"{PLACE}.apiVersion: expected a group and a version of the Kubernetes API, for example "
                'cert-manager.io/v1; got "latest"'
            ),
        ),
        (
            {"kind": "backup"},
            f'{PLACE}.kind: expected a kind of Kubernetes object, for example Certificate; got "backup"',
        ),
        (
            {"metadata": {"generateName": "x-"}},
            f"{PLACE}.metadata.generateName: unknown setting; expected one of annotations, labels, name, namespace",
        ),
        (
            {"metadata": {"labels": {"a": True}}},
            f'{PLACE}.metadata.labels.a: expected a string; YAML reads it as a boolean: write it in quotes, "true"',
        ),
        (
            {"spec": {"a": 2**60}},
            (
                f"{PLACE}: spec.a: expected a number of at most 9,007,199,254,740,991; larger ones lose digits; as "
                "text: quote it"
            ),
        ),
        (
            {"unchecked": "why"},
            (
                f"{PLACE}.unchecked: expected a reason of at least 10 characters, on one line, for example "
                '"writes its pid file beside its binary"; got "why"'
            ),
        ),
    ],
)
def test_a_wrong_head_is_told_with_its_path(fields: dict[str, Any], line: str) -> None:
    assert lines(**fields) == [line]


def test_a_kind_and_a_version_are_needed() -> None:
    found = mistakes({"environment": "development", "namespaces": {"shop": {"objects": {"nightly": {}}}}})

    assert found == [
        f"{PLACE}.apiVersion: missing; required: the group and the version of its API",
        f"{PLACE}.kind: missing; required: its kind",
    ]
