from components import WorkerApp
from offline.manifests import plain
from offline.recorder import Recording
from settings import WorkerAppSettings
from settings.rollout.autoscaling import AutoscalingSettings
from settings.rollout.rollout import RolloutSettings
from tests.deployment import deploy

MAILER = WorkerAppSettings(image="shop/mailer:1.0")
SCALED = WorkerAppSettings(image="shop/mailer:1.0", autoscaling=AutoscalingSettings(max_replicas=4, cpu="70%"))


def mailer(settings: WorkerAppSettings = MAILER) -> Recording:
    return deploy(lambda: WorkerApp("shop.mailer", settings, namespace="shop"))


def test_it_is_a_deployment_that_nobody_reaches() -> None:
    recording = mailer()
    [container] = recording.one("Deployment").inputs["spec"]["template"]["spec"]["containers"]

    assert {each.type.rpartition(":")[2] for each in recording.registrations} == {
        "WorkerApp",
        "Deployment",
        "ServiceAccount",
    }
    assert not {"ports", "readinessProbe", "livenessProbe", "startupProbe"} & container.keys()


def test_its_rollout_is_that_of_any_deployment() -> None:
    rollout = RolloutSettings(
        min_ready_seconds=5, progress_deadline_seconds=700, revision_history_limit=2, max_unavailable="50%"
    )
    deployment = plain(mailer(WorkerAppSettings(image="shop/mailer:1.0", rollout=rollout)).one("Deployment").inputs)
    spec = deployment["spec"]

    assert (spec["minReadySeconds"], spec["progressDeadlineSeconds"], spec["revisionHistoryLimit"]) == (5, 700, 2)
    assert spec["strategy"]["rollingUpdate"]["maxUnavailable"] == "50%"
    assert deployment["metadata"]["annotations"]["pulumi.com/timeoutSeconds"] == "715"


def test_a_fixed_number_of_pods_holds_and_several_have_a_budget() -> None:
    recording = mailer(WorkerAppSettings(image="shop/mailer:1.0", replicas=2))
    deployment = recording.one("Deployment").inputs

    assert deployment["spec"]["replicas"] == 2
    assert deployment["metadata"]["annotations"]["pulumi.com/patchForce"] == "true"
    assert recording.one("PodDisruptionBudget").inputs["metadata"]["name"] == "mailer"
    assert recording.all("HorizontalPodAutoscaler") == []


def test_an_autoscaled_one_says_no_number_and_forces_none() -> None:
    recording = mailer(SCALED)
    deployment = recording.one("Deployment").inputs
    target = recording.one("HorizontalPodAutoscaler").inputs["spec"]["scaleTargetRef"]

    assert "replicas" not in deployment["spec"]
    assert "pulumi.com/patchForce" not in deployment["metadata"]["annotations"]
    assert target == {"apiVersion": "apps/v1", "kind": "Deployment", "name": "mailer"}
    assert recording.one("PodDisruptionBudget").inputs["spec"]["maxUnavailable"] == 1
