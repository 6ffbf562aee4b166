from typing import Any

import pulumi
import pytest

from components import StatelessApp, Task
from offline.recorder import Recording
from slipway.settings import StatelessAppSettings, TaskSettings
from tests.deployment import deploy

IMAGE = "shop/migrate:1.0"


def migrate(**settings: Any) -> Recording:
    wanted = TaskSettings.model_validate({"image": IMAGE, **settings})
    return deploy(lambda: Task("shop.migrate", wanted, namespace="shop"))


def name_of(recording: Recording) -> str:
    return str(recording.one("Job").inputs["metadata"]["name"])


def test_it_is_a_job_whose_pods_are_not_restarted_in_place() -> None:
    recording = migrate()
    spec = recording.one("Job").inputs["spec"]

    assert {each.type.rpartition(":")[2] for each in recording.registrations} == {"Task", "Job", "ServiceAccount"}
    assert spec["template"]["spec"]["restartPolicy"] == "Never"
    assert spec["podFailurePolicy"]["rules"][0]["action"] == "Ignore"
    assert recording.outputs_of("Task") == {"job": name_of(recording)}


def test_it_is_awaited_for_as_long_as_it_may_take_and_made_again_when_it_failed() -> None:
    annotations = migrate(activeDeadlineSeconds=3600).one("Job").inputs["metadata"]["annotations"]

    assert annotations == {"pulumi.com/replaceUnready": "true", "pulumi.com/timeoutSeconds": "3660"}


def test_the_same_content_has_the_same_name_whatever_is_said_about_retries() -> None:
    assert name_of(migrate()) == name_of(migrate()) == name_of(migrate(backoffLimit=0, activeDeadlineSeconds=5))


@pytest.mark.parametrize(
    "change",
    [
        {"image": "shop/migrate:1.1"},
        {"env": {"A": "1"}},
        {"files": {"/etc/migrate/order": "first"}},
        {"secretEnv": {"PASSWORD": "db/password"}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_any_change_of_its_pods_makes_another_job(change: dict[str, Any]) -> None:
    assert name_of(migrate(**change)) != name_of(migrate())


def test_a_rotated_secret_makes_another_job_though_its_name_is_known_only_later() -> None:
    settings = TaskSettings(image=IMAGE, secret_env={"PASSWORD": "db/password"})

    def with_secret(name: str) -> Recording:
        return deploy(
            lambda: Task("migrate", settings, namespace="shop", secrets={"db": pulumi.Output.from_input(name)})
        )

    assert name_of(with_secret("db-1")) != name_of(with_secret("db-2"))


def test_its_longest_name_fits_the_label_that_kubernetes_makes_of_it() -> None:
    recording = deploy(lambda: Task("m" * 52, TaskSettings(image=IMAGE), namespace="shop"))

    assert len(name_of(recording)) == 63


def test_an_app_that_is_after_it_waits_for_the_job() -> None:
    web = StatelessAppSettings(image="nginx:1.29", port=8080, after=("migrate",))

    def program() -> None:
        task = Task("migrate", TaskSettings(image=IMAGE), namespace="shop")
        StatelessApp("web", web, namespace="shop", tasks={"migrate": task})

    recording = deploy(program)

    assert recording.one("Job").urn in recording.one("Deployment").dependencies
    assert recording.one("Job").urn not in recording.one("Service").dependencies


@pytest.mark.parametrize("numbers", [{"parallelism": 2}, {"completions": 2}, {"podFailurePolicy": {"failJob": [3]}}])
def test_a_change_of_an_immutable_number_makes_another_job(numbers: dict[str, Any]) -> None:
    assert name_of(migrate(**numbers)) != name_of(migrate())


def test_a_container_that_starts_again_in_its_pod_has_no_policy_for_failed_pods() -> None:
    spec = migrate(restartPolicy="OnFailure").one("Job").inputs["spec"]

    assert spec["template"]["spec"]["restartPolicy"] == "OnFailure"
    assert "podFailurePolicy" not in spec


def after_web(image: str = "nginx:1.29", replicas: int = 1) -> Recording:
    smoke = TaskSettings(image="shop/smoke:1.0", after=("web",))

    def program() -> None:
        settings = StatelessAppSettings(image=image, port=8080, replicas=replicas)
        web = StatelessApp("web", settings, namespace="shop")
        Task("smoke", smoke, namespace="shop", tasks={"web": web})

    return deploy(program)


def test_a_task_after_an_app_waits_for_its_rollout() -> None:
    recording = after_web()

    assert recording.one("Deployment").urn in recording.one("Job").dependencies
    assert recording.one("Job").urn not in recording.one("Deployment").dependencies


def test_a_task_after_an_app_runs_again_for_each_version_of_its_pods_and_for_nothing_else() -> None:
    assert name_of(after_web("nginx:1.30")) != name_of(after_web())
    assert name_of(after_web(replicas=3)) == name_of(after_web())


def test_a_task_after_a_task_runs_again_only_for_its_own_change() -> None:
    def seeded(image: str) -> str:
        def program() -> None:
            first = Task("first", TaskSettings(image=image), namespace="shop")
            Task("second", TaskSettings(image=IMAGE, after=("first",)), namespace="shop", tasks={"first": first})

        jobs = [each for each in deploy(program).registrations if each.type.endswith(":Job")]
        return str(jobs[-1].inputs["metadata"]["name"])

    assert seeded("shop/first:1.0") == seeded("shop/first:2.0")


def conditions(*kinds: str) -> dict[str, Any]:
    return {"status": {"conditions": [{"type": kind, "status": "True"} for kind in kinds]}}


@pytest.mark.parametrize(
    ("once", "state", "kept"),
    [
        (True, {"shop.migrate": conditions("SuccessCriteriaMet", "Complete")}, True),
        (True, {"shop.migrate": conditions("Failed")}, False),
        (True, {"shop.migrate": {}}, False),
        (True, {"shop.other": conditions("Complete")}, False),
        (True, {}, False),
        (False, {"shop.migrate": conditions("Complete")}, False),
    ],
)
def test_a_task_that_runs_once_stays_as_it_is_after_its_success(
    monkeypatch: pytest.MonkeyPatch, *, once: bool, state: dict[str, Any], kept: bool
) -> None:
    seen: dict[str, list[str] | None] = {}

    def look(args: pulumi.ResourceTransformationArgs) -> None:
        seen[args.type_.rpartition(":")[2]] = args.opts.ignore_changes

    monkeypatch.setattr("components.task.held", lambda type_: state if type_ == "kubernetes:batch/v1:Job" else {})
    options = pulumi.ResourceOptions(transformations=[look])
    deploy(lambda: Task("shop.migrate", TaskSettings(image=IMAGE, once=once), namespace="shop", opts=options))

    assert (seen["Job"] or []) == (["metadata", "spec"] if kept else [])


def test_a_task_that_is_not_there_is_told() -> None:
    web = StatelessAppSettings(image="nginx:1.29", port=8080, after=("migrate",))

    with pytest.raises(pulumi.RunError, match='web: after: unknown task "migrate"; there are none here'):
        deploy(lambda: StatelessApp("web", web, namespace="shop"))
