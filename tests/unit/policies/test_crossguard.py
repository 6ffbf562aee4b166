import json
from typing import Any

import pytest
from pulumi_policy import (
    EnforcementLevel,
    PolicyCustomTimeouts,
    PolicyResource,
    PolicyResourceOptions,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationArgs,
    StackValidationPolicy,
)
from pulumi_policy.proxy import UNKNOWN_OBJECT_VALUE, UNKNOWN_STRING_VALUE, unknown_checking_proxy

from policies.advice import NAME as ADVICE
from policies.availability import REPLICAS
from policies.crossguard import Pack
from policies.exemptions import EXPIRED, UNKNOWN, UNREADABLE
from policies.images import IMAGE_VERSION, image_registry
from policies.resource_limits import RESOURCE_LIMITS
from policies.rule import About
from tests.unit.policies.objects import container, of, workload

URN = "urn:pulumi:prod::slipway::kubernetes:apps/v1:Deployment::shop.web"
TYPE = "kubernetes:apps/v1:Deployment"
OPTIONS = PolicyResourceOptions(
    protect=False,
    ignore_changes=[],
    delete_before_replace=None,
    aliases=[],
    custom_timeouts=PolicyCustomTimeouts(0, 0, 0),
    additional_secret_outputs=[],
)


@pytest.fixture
def pack(monkeypatch: pytest.MonkeyPatch) -> Pack:
    monkeypatch.delenv("PULUMI_CONFIG", raising=False)
    return Pack()


def reported(pack: Pack, rule: About, inputs: Any, type_: str = TYPE) -> list[str]:
    """The reports to the engine about one resource."""
    messages: list[str] = []
    args = ResourceValidationArgs(type_, unknown_checking_proxy(inputs), URN, "shop.web", OPTIONS, None)
    found = pack.policies[rule.name]
    assert isinstance(found, ResourceValidationPolicy)

    def report(message: str, _urn: str | None = None) -> None:
        messages.append(message)

    found.validate(args, report)
    return messages


def reported_of_stack(pack: Pack, rule: About | str, *resources: tuple[str, str, Any]) -> list[tuple[str, str | None]]:
    """The reports to the engine about all resources, each with type, name and state."""
    messages: list[tuple[str, str | None]] = []
    found = pack.policies[rule if isinstance(rule, str) else rule.name]
    assert isinstance(found, StackValidationPolicy)
    listed = [
        PolicyResource(
            type_, unknown_checking_proxy(state), f"urn:pulumi:prod::slipway::{type_}::{name}", name, OPTIONS, None,
            None, [], {},
        )
        for type_, name, state in resources
    ]  # fmt: skip

    def report(message: str, urn: str | None = None) -> None:
        messages.append((message, urn))

    found.validate(StackValidationArgs(listed), report)
    return messages


def test_what_the_engine_hears_is_the_violation() -> None:
    [message] = reported(Pack(), IMAGE_VERSION, workload(container(image="nginx")).content)

    assert message.splitlines()[0] == (
        "shop.web: spec.template.spec.containers[web].image: "
        'expected a version or a digest, and not latest; got "nginx"'
    )


def levels(pack: Pack) -> list[EnforcementLevel | None]:
    return [pack.policies[name].enforcement_level for name in ("image-version", "image-digest")]


def test_it_is_strict_until_it_is_told_that_the_stack_is_for_development(pack: Pack) -> None:
    assert levels(pack) == [EnforcementLevel.MANDATORY, EnforcementLevel.MANDATORY]
    pack.configure({"slipway:environment": "development"}, "slipway")

    assert levels(pack) == [EnforcementLevel.ADVISORY, EnforcementLevel.DISABLED]
    pack.configure({}, "slipway")
    assert levels(pack) == [EnforcementLevel.MANDATORY, EnforcementLevel.MANDATORY]


def test_it_may_be_told_by_the_variable_of_the_language_host_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULUMI_CONFIG", json.dumps({"slipway:environment": "development"}))

    assert Pack().policies["image-version"].enforcement_level == EnforcementLevel.ADVISORY


def test_what_is_no_kubernetes_object_is_passed_over(pack: Pack) -> None:
    assert reported(pack, IMAGE_VERSION, {"kind": "Pod"}, "slipway:components:StatelessApp") == []
    assert reported(pack, IMAGE_VERSION, {}, "pulumi:providers:kubernetes") == []


def test_a_value_that_the_preview_does_not_know_is_not_judged(pack: Pack) -> None:
    assert reported(pack, IMAGE_VERSION, workload(container(image=UNKNOWN_STRING_VALUE)).content) == []
    assert reported(pack, RESOURCE_LIMITS, workload(container(resources=UNKNOWN_OBJECT_VALUE)).content) == []


def test_what_is_known_beside_it_is(pack: Pack) -> None:
    resources = {"requests": UNKNOWN_OBJECT_VALUE, "limits": {"cpu": "1"}}
    [message] = reported(pack, RESOURCE_LIMITS, workload(container(resources=resources)).content)

    assert "resources.limits.memory" in message
    assert "resources.requests" not in message


def test_numbers_come_as_floats_and_are_whole_again(pack: Pack) -> None:
    service = of("Service", spec={"selector": {"app.kubernetes.io/name": "web"}})
    alone = workload(spec={"replicas": 1.0})
    found = reported_of_stack(
        pack, REPLICAS, ("kubernetes:core/v1:Service", "shop.web", service.content), (TYPE, "shop.web", alone.content)
    )

    assert [(message.splitlines()[0], urn) for message, urn in found] == [
        ("shop.web: spec.replicas: expected at least 2, because a Service selects the pods; got 1", URN)
    ]


def test_what_the_program_asked_for_counts_and_not_what_the_cluster_made_of_it(pack: Pack) -> None:
    service = (
        "kubernetes:core/v1:Service",
        "shop.web",
        of("Service", spec={"selector": {"app.kubernetes.io/name": "web"}}),
    )
    reported(pack, IMAGE_VERSION, workload(spec={"replicas": 1}).content)
    found = reported_of_stack(
        pack, REPLICAS, (*service[:2], service[2].content), (TYPE, "shop.web", workload().content)
    )

    assert len(found) == 1


BAD = workload(container(image="nginx")).content


def configured(pack: Pack, policies: Any) -> Pack:
    """The pack of a production stack with these policies, in the format of the engine."""
    pack.configure({"slipway:environment": "production", "slipway:policies": json.dumps(policies)}, "slipway")
    return pack


def exemption(policy: str, expires: str) -> dict[str, str]:
    return {
        "policy": policy,
        "object": "Deployment shop.web",
        "reason": "until the vendor mends it",
        "expires": expires,
    }


def test_an_exemption_of_the_stack_file_is_heeded(pack: Pack) -> None:
    configured(pack, {"exemptions": [exemption("image-version", "2999-12-31")]})

    assert reported(pack, IMAGE_VERSION, BAD) == []


def test_an_expired_exemption_excuses_nothing_and_is_reported(pack: Pack) -> None:
    configured(pack, {"exemptions": [exemption("image-version", "2020-01-01")]})
    [(message, urn)] = reported_of_stack(pack, EXPIRED, (TYPE, "shop.web", BAD))

    assert "the exemption of Deployment shop.web from image-version expired on 2020-01-01" in message
    assert urn is None
    assert len(reported(pack, IMAGE_VERSION, BAD)) == 1


def test_an_exemption_from_an_unknown_policy_is_reported(pack: Pack) -> None:
    configured(pack, {"exemptions": [exemption("image-verison", "2999-12-31")]})
    [(message, _)] = reported_of_stack(pack, UNKNOWN, (TYPE, "shop.web", BAD))

    assert "unknown policy; did you mean image-version?" in message


def test_images_may_come_from_the_registries_of_the_stack_file_alone(pack: Pack) -> None:
    rule = image_registry(())
    foreign = workload(container(image="registry.example.com/acme/web:1.0")).content
    assert [len(reported(pack, rule, each)) for each in (foreign, BAD)] == [1, 0]

    configured(pack, {"registries": ["registry.example.com/acme"]})
    assert [len(reported(pack, rule, each)) for each in (foreign, BAD)] == [0, 1]


def test_policies_that_cannot_be_read_are_reported_and_allow_nothing(pack: Pack) -> None:
    excused = exemption("image-version", "2999-12-31")
    configured(pack, {"exemptions": [excused, {**excused, "policy": "replicas", "expires": "soon"}]})
    [(message, _)] = reported_of_stack(pack, UNREADABLE, (TYPE, "shop.web", BAD))

    assert message.startswith("policies.exemptions.1.expires: expected a day, for example 2030-03-31")
    assert len(reported(pack, IMAGE_VERSION, BAD)) == 1
    assert len(reported(pack, image_registry(()), BAD)) == 1
    assert pack.policies["policies-unreadable"].enforcement_level == EnforcementLevel.MANDATORY


def test_what_stops_nothing_is_told_once_for_the_whole_stack(pack: Pack) -> None:
    pack.configure({"slipway:environment": "development"}, "slipway")
    bad = [(TYPE, f"shop.{name}", BAD) for name in ("api", "web", "worker")]

    assert reported(pack, IMAGE_VERSION, BAD) == []
    [(message, urn)] = reported_of_stack(pack, ADVICE, *bad)
    assert "image-version: Deployment shop.api and 2 more: Every image has a version other than latest." in message
    assert urn is None


def test_a_stack_without_faults_gets_no_advice_and_production_gets_violations(pack: Pack) -> None:
    assert reported_of_stack(pack, ADVICE, (TYPE, "shop.web", BAD)) == []
    pack.configure({"slipway:environment": "development"}, "slipway")
    assert reported_of_stack(pack, ADVICE) == []
