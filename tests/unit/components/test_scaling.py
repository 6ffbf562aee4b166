from typing import Any

import pytest
from pulumi import ResourceOptions, ResourceTransformationArgs

from components import StatefulApp, WorkerApp
from offline.recorder import Recording
from slipway.settings import StatefulAppSettings, WorkerAppSettings
from tests.deployment import deploy

SCALED: dict[str, Any] = {"autoscaling": {"maxReplicas": 4, "cpu": "70%"}}

of_both_controllers = pytest.mark.parametrize("controller", ["Deployment", "StatefulSet"])


def app(controller: str, opts: ResourceOptions | None = None, **settings: Any) -> Recording:
    """A Deployment of a worker, or a StatefulSet of an app with storage."""
    said = {"image": "shop/mailer:1.0", **settings}

    def program() -> WorkerApp | StatefulApp:
        if controller == "Deployment":
            return WorkerApp("shop.mailer", WorkerAppSettings.model_validate(said), namespace="shop", opts=opts)
        return StatefulApp(
            "shop.mailer", StatefulAppSettings.model_validate({"port": 80, **said}), namespace="shop", opts=opts
        )

    return deploy(program)


@of_both_controllers
def test_a_fixed_number_of_pods_holds_and_several_have_a_budget(controller: str) -> None:
    recording = app(controller, replicas=2)
    made = recording.one(controller).inputs

    assert made["spec"]["replicas"] == 2
    assert made["metadata"]["annotations"]["pulumi.com/patchForce"] == "true"
    assert recording.one("PodDisruptionBudget").inputs["metadata"]["name"] == "mailer"
    assert recording.all("HorizontalPodAutoscaler") == []


@of_both_controllers
def test_an_autoscaled_one_says_no_number_and_forces_none(controller: str) -> None:
    recording = app(controller, **SCALED)
    made = recording.one(controller).inputs
    target = recording.one("HorizontalPodAutoscaler").inputs["spec"]["scaleTargetRef"]

    assert "replicas" not in made["spec"]
    assert "pulumi.com/patchForce" not in made["metadata"]["annotations"]
    assert target == {"apiVersion": "apps/v1", "kind": controller, "name": "mailer"}
    assert recording.one("PodDisruptionBudget").inputs["spec"]["maxUnavailable"] == 1


def seen(
    monkeypatch: pytest.MonkeyPatch, controller: str, replicas: int, scaling: dict[str, Any], **annotations: str
) -> tuple[Any, list[str]]:
    """The number that Pulumi sets and what it ignores, if the state has such a controller."""
    before = {"metadata": {"annotations": annotations}, "spec": {"replicas": replicas}}
    type_ = f"kubernetes:apps/v1:{controller}"
    monkeypatch.setattr("components.scaling.held", lambda asked: {"shop.mailer": before} if asked == type_ else {})
    ignored: list[str] = []

    def look(args: ResourceTransformationArgs) -> None:
        if args.type_ == type_:
            ignored.extend(args.opts.ignore_changes or [])

    made = app(controller, ResourceOptions(transformations=[look]), **scaling).one(controller).inputs
    return made["spec"].get("replicas"), ignored


OURS = {"pulumi.com/patchForce": "true"}
QUEUE = {"autoscaling": {"minReplicas": 0, "maxReplicas": 4, "triggers": [{"type": "cron"}]}}


@of_both_controllers
def test_one_that_was_stopped_starts_because_no_autoscaler_would_start_it(
    monkeypatch: pytest.MonkeyPatch, controller: str
) -> None:
    assert seen(monkeypatch, controller, 0, SCALED, **OURS) == (2, [])
    assert seen(monkeypatch, controller, 3, SCALED, **OURS) == (None, ["spec.replicas"])


@of_both_controllers
def test_the_number_is_left_to_who_has_scaled_it_to_none(monkeypatch: pytest.MonkeyPatch, controller: str) -> None:
    assert seen(monkeypatch, controller, 0, SCALED) == (None, ["spec.replicas"])
    assert seen(monkeypatch, controller, 0, QUEUE, **OURS) == (None, ["spec.replicas"])


@of_both_controllers
def test_a_stopped_one_has_no_pods_and_no_autoscaler_but_says_that_it_is_stopped(controller: str) -> None:
    recording = app(controller, replicas=0, **SCALED)
    component = "WorkerApp" if controller == "Deployment" else "StatefulApp"

    assert recording.one(controller).inputs["spec"]["replicas"] == 0
    assert recording.all("HorizontalPodAutoscaler") == recording.all("PodDisruptionBudget") == []
    assert recording.outputs_of(component)["stopped"] is True
    assert "stopped" not in app(controller).outputs_of(component)


@of_both_controllers
def test_a_queue_scales_it_by_keda_and_by_nothing_else(controller: str) -> None:
    trigger = {"type": "rabbitmq", "secretParameters": {"host": "mail/url"}}
    recording = app(controller, autoscaling={"minReplicas": 0, "maxReplicas": 4, "triggers": [trigger]})
    scaled, authentication = recording.one("ScaledObject").inputs, recording.one("TriggerAuthentication")

    assert "replicas" not in recording.one(controller).inputs["spec"]
    assert scaled["spec"]["scaleTargetRef"] == {"apiVersion": "apps/v1", "kind": controller, "name": "mailer"}
    assert scaled["spec"]["triggers"][0]["authenticationRef"]["name"] == "mailer-trigger-0"
    assert authentication.inputs["metadata"]["name"] == "mailer-trigger-0"
    assert authentication.urn in recording.one("ScaledObject").dependencies
    assert recording.all("HorizontalPodAutoscaler") == []


@of_both_controllers
def test_requests_are_recommended_for_its_controller(controller: str) -> None:
    vertical = app(controller, verticalAutoscaling={}).one("VerticalPodAutoscaler").inputs

    assert vertical["spec"]["targetRef"] == {"apiVersion": "apps/v1", "kind": controller, "name": "mailer"}
    assert vertical["metadata"]["namespace"] == "shop"


@of_both_controllers
def test_a_number_that_is_no_longer_said_is_left_to_the_autoscaler_and_not_taken_away(controller: str) -> None:
    def ignored(**settings: Any) -> list[str] | None:
        seen: dict[str, list[str] | None] = {}

        def look(args: ResourceTransformationArgs) -> None:
            seen[args.type_.rpartition(":")[2]] = args.opts.ignore_changes

        app(controller, ResourceOptions(transformations=[look]), **settings)
        return seen[controller]

    assert "spec.replicas" in (ignored(**SCALED) or [])
    assert "spec.replicas" not in (ignored(replicas=2) or [])


@of_both_controllers
def test_what_decides_about_its_pods_belongs_to_the_app(controller: str) -> None:
    recording = app(controller, **SCALED)
    component = recording.one("WorkerApp" if controller == "Deployment" else "StatefulApp")

    for kind in ("HorizontalPodAutoscaler", "PodDisruptionBudget"):
        assert recording.one(kind).parent == component.urn
        assert recording.one(kind).inputs["metadata"]["namespace"] == "shop"
