from datetime import date
from typing import Any

import pytest

from policies.configuration import Configuration
from policies.environment import Environment
from policies.evaluation import Evaluation, evaluate
from policies.kubernetes_object import KubernetesObject
from slipway.settings.policies import ExemptionSettings, PoliciesSettings
from tests.unit.policies.objects import LABELS, container, of, workload

STACK = [
    of("Service", spec={"selector": {"app.kubernetes.io/name": "web"}}),
    workload(container(image="nginx"), spec={"replicas": 1}),
]
DAY = date(2030, 1, 1)
EXEMPTION = ExemptionSettings(
    policy="replicas", object="Deployment shop.web", reason="one writer at a time", expires=DAY
)
EXEMPTED = Configuration("production", PoliciesSettings(exemptions=(EXEMPTION,)))


def names(evaluation: Evaluation) -> tuple[list[str], list[str]]:
    return [each.rule.name for each in evaluation.mandatory], [each.rule.name for each in evaluation.advisory]


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ("production", (["image-version", "image-digest", "replicas", "disruption-budget"], [])),
        ("development", ([], ["image-version"])),
    ],
)
def test_production_is_stopped_by_everything_and_development_advised_of_what_is_asked_of_it(
    environment: Environment, expected: tuple[list[str], list[str]]
) -> None:
    assert names(evaluate(STACK, Configuration(environment))) == expected


def test_an_exemption_takes_away_what_it_is_for_and_nothing_else() -> None:
    assert names(evaluate(STACK, EXEMPTED, DAY)) == (["image-version", "image-digest", "disruption-budget"], [])
    assert "exemption-expired" in names(evaluate(STACK, EXEMPTED, date(2030, 1, 2)))[0]
    assert names(evaluate([], EXEMPTED, DAY)) == ([], ["exemption-unused"])


def test_the_registries_are_those_of_the_stack() -> None:
    image = f"registry.example.com/acme/web:1.0@sha256:{'0' * 64}"
    app = workload(container(image=image))
    allowed = PoliciesSettings(registries=("registry.example.com/acme",))

    assert names(evaluate([app], Configuration())) == (["image-registry"], [])
    assert names(evaluate([app], Configuration(policies=allowed))) == ([], [])
    assert names(evaluate([workload()], Configuration(policies=allowed))) == (["image-registry"], [])


@pytest.mark.parametrize("environment", ["development", "production"])
def test_policies_that_cannot_be_read_stop_the_stack_and_allow_no_image(environment: str) -> None:
    config = {"slipway:policies": "off", "slipway:environment": environment}
    mandatory, advisory = names(evaluate([workload()], Configuration.read(config, "slipway")))

    assert "policies-unreadable" in mandatory
    assert "image-registry" in [*mandatory, *advisory]


def custom(kind: str, api_version: str, spec: dict[str, Any]) -> KubernetesObject:
    return of(kind, api_version=api_version, spec=spec)


BARE = {"name": "web", "image": "nginx", "securityContext": {"privileged": True}}
TEMPLATE = {"metadata": {"labels": LABELS}, "spec": {"containers": [BARE]}}


@pytest.mark.parametrize(
    "object_",
    [
        custom("Rollout", "argoproj.io/v1alpha1", {"template": TEMPLATE}),
        custom("Service", "serving.knative.dev/v1", {"template": TEMPLATE}),
        custom("ScaledJob", "keda.sh/v1alpha1", {"jobTargetRef": {"template": TEMPLATE}}),
        custom("Fleet", "acme.test/v1", {"groups": [{"name": "a", "members": {"pods": TEMPLATE}}]}),
    ],
    ids=lambda each: each.kind,
)
def test_custom_resources_with_pods_are_held_to_the_same_rules(object_: KubernetesObject) -> None:
    deployment = custom("Deployment", "apps/v1", {"template": TEMPLATE})
    of_a_deployment, _ = names(evaluate([deployment], Configuration()))
    of_the_resource, _ = names(evaluate([object_], Configuration()))

    assert {"privileged", "image-version", "resource-limits", "non-root"} <= set(of_a_deployment)
    assert of_the_resource == of_a_deployment
