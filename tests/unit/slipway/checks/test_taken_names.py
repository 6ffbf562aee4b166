from typing import Any

import pytest

from offline.program import ROOT
from slipway.checks.taken_names import RESERVED, taken_names
from slipway.settings.namespace import NamespaceSettings
from slipway.settings.objects import BUILT_IN
from tests.changed_settings import NEEDED, namespace_of, settings_of
from tests.recorded import recorded
from tests.replacements import kind_of, objects

PDB = {"apiVersion": "policy/v1", "kind": "PodDisruptionBudget"}


def lines(objects: dict[str, Any], **settings: Any) -> list[str]:
    namespace = NamespaceSettings.model_validate({"objects": objects, **settings})
    return [str(problem) for problem in taken_names("shop", namespace)]


def test_two_objects_of_one_kind_have_two_names() -> None:
    web = {"apps": {"web": {"image": "a:1", "port": 80, "replicas": 2}}}

    assert lines({"api": PDB, "web": {**PDB, "apiVersion": "a.io/v1", "kind": "Monitor"}}, **web) == []
    assert lines({"web": PDB}, **web) == [
        (
            "namespaces.shop.objects.web.metadata.name: the PodDisruptionBudget web is already made by "
            "namespaces.shop.apps.web; expected another name"
        )
    ]
    assert lines({"one": PDB, "two": {**PDB, "metadata": {"name": "one"}}}) == [
        (
            "namespaces.shop.objects.two.metadata.name: the PodDisruptionBudget one is already made by "
            "namespaces.shop.objects.one; expected another name"
        )
    ]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("NetworkPolicy", "slipway.dns"),
        ("ResourceQuota", "quota"),
        ("RoleBinding", "team.viewer"),
        ("ServiceAccount", "default"),
        ("ConfigMap", "kube-root-ca.crt"),
    ],
)
def test_what_the_namespace_itself_has_is_not_made_twice(kind: str, name: str) -> None:
    said = {"apiVersion": BUILT_IN[kind], "kind": kind}

    assert lines({name: said}) == [
        (
            f"namespaces.shop.objects.{name}.metadata.name: the {kind} {name} belongs to the namespace itself; "
            "expected another name"
        )
    ]
    assert lines({f"my-{name}": said}) == []


def test_every_object_that_the_stacks_of_the_tests_make_has_a_name_that_is_taken() -> None:
    """Kinds that `objects` may have. ConfigMaps have names with a digest of their content."""
    makes = [
        *(
            (namespace_of({"apps": {"web": settings_of(kind)}}), {"apps": {"web": settings_of(kind)}})
            for kind in NEEDED
        ),
        (namespace_of({"quota": {"pods": 9}, "access": {"viewers": ["a"], "deployers": ["b"]}}), {}),
    ]
    checked = 0
    for recording, settings in makes:
        for each in objects(recording).values():
            kind, metadata = kind_of(each), each.inputs["metadata"]
            if kind in BUILT_IN and kind != "ConfigMap" and metadata.get("namespace") == "shop":
                said = {metadata["name"]: {"apiVersion": BUILT_IN[kind], "kind": kind}}
                outside = {"externalNames": {"outside": "a.example.com"}}
                assert lines(said, **outside, **settings), (kind, metadata["name"])
                checked += 1
    assert checked > 30


def test_each_reserved_name_is_of_a_kind_that_an_object_may_have() -> None:
    assert RESERVED.keys() <= BUILT_IN.keys()
    assert recorded("kinds", ROOT / "tests" / "every-kind.yaml").one("NetworkPolicy", "kinds.slipway.dns")
