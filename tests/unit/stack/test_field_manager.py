from pulumi_kubernetes.core.v1 import ConfigMap, ServiceAccountPatch
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs, ObjectMetaPatchArgs

from stack.field_manager import ANNOTATION, name_field_manager
from tests.deployment import deploy


def program() -> None:
    name_field_manager()
    ConfigMap("typed", metadata=ObjectMetaArgs(annotations={"a": "b"}))
    ConfigMap("mapping", metadata={"name": "mapping"})
    ServiceAccountPatch("patch", metadata=ObjectMetaPatchArgs(name="default"))


def test_every_object_says_whose_its_fields_are_and_keeps_its_annotations() -> None:
    recording = deploy(program)

    assert recording.one("ConfigMap", "typed").inputs["metadata"]["annotations"] == {"a": "b", **ANNOTATION}
    assert recording.one("ConfigMap", "mapping").inputs["metadata"] == {"name": "mapping", "annotations": ANNOTATION}


def test_a_patch_keeps_the_name_that_the_provider_makes_up_for_it_alone() -> None:
    assert "annotations" not in deploy(program).one("ServiceAccountPatch").inputs["metadata"]
