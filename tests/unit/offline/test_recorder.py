import pulumi
import pytest
from pulumi_kubernetes.core.v1 import ConfigMap, Namespace, Secret
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs

from offline.recorder import record


def shop() -> None:
    Namespace("shop")


def test_what_is_registered_is_recorded_with_resolved_outputs() -> None:
    def program() -> None:
        namespace = Namespace("shop", metadata=ObjectMetaArgs(name="shop"))
        ConfigMap("settings", metadata=ObjectMetaArgs(namespace=namespace.metadata.name), data={"a": "1"})

    assert record(program).one("ConfigMap").inputs["metadata"] == {"namespace": "shop"}


def test_exports_are_recorded() -> None:
    assert record(lambda: pulumi.export("url", pulumi.Output.from_input("http://web"))).outputs == {"url": "http://web"}


def test_a_secret_stays_recognisable() -> None:
    def program() -> None:
        Secret("db", string_data={"password": pulumi.Output.secret("tulip")}, type="Opaque")

    recording = record(program)

    assert recording.is_secret("Secret", "stringData")
    assert not recording.is_secret("Secret", "type")


def test_two_resources_of_one_type_and_name_are_refused_as_the_engine_refuses_them() -> None:
    def program() -> None:
        Namespace("shop")
        Namespace("shop")

    with pytest.raises(ValueError, match="two resources have the URN urn:pulumi:test::slipway::kubernetes"):
        record(program)


def test_an_error_of_the_program_is_raised_to_the_caller() -> None:
    def program() -> None:
        raise pulumi.RunError("no")

    with pytest.raises(pulumi.RunError, match="no"):
        record(program)


def test_a_failing_apply_fails_the_recording() -> None:
    with pytest.raises(ZeroDivisionError):
        record(lambda: pulumi.export("never", pulumi.Output.from_input(0).apply(lambda zero: 1 / zero)))


def test_one_recording_leaves_nothing_to_the_next() -> None:
    record(shop)

    assert record(lambda: None).registrations == []


def test_looking_for_what_was_not_registered_tells_what_was() -> None:
    recording = record(shop)

    with pytest.raises(LookupError, match=r"expected one Deployment , found 0; registered: .*Namespace shop"):
        recording.one("Deployment")
