from components import ScheduledJob
from offline.recorder import Recording
from slipway.settings import ScheduledJobSettings
from tests.deployment import deploy

CLEANUP = ScheduledJobSettings(image="shop/cleanup:1.0", schedule="0 */6 * * *", command=("cleanup", "--all"))


def cleanup() -> Recording:
    return deploy(lambda: ScheduledJob("cleanup", CLEANUP, namespace="shop"))


def test_it_has_no_service() -> None:
    kinds = {each.type.rpartition(":")[2] for each in cleanup().registrations}

    assert kinds == {"ScheduledJob", "CronJob", "ServiceAccount"}


def test_it_runs_by_its_schedule_in_its_zone_and_never_twice_at_once() -> None:
    spec = cleanup().one("CronJob").inputs["spec"]

    assert (spec["schedule"], spec["timeZone"], spec["concurrencyPolicy"]) == ("0 */6 * * *", "Etc/UTC", "Forbid")


def test_its_pods_listen_nowhere_and_are_not_probed() -> None:
    pod = cleanup().one("CronJob").inputs["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    [container] = pod["containers"]

    assert pod["restartPolicy"] == "OnFailure"
    assert container["command"] == ["cleanup", "--all"]
    assert not {"ports", "readinessProbe", "livenessProbe", "startupProbe"} & container.keys()


def test_it_says_of_its_runs_what_is_wanted_and_nothing_else() -> None:
    full = ScheduledJobSettings.model_validate(
        {
            "image": "shop/cleanup:1.0",
            "schedule": "@daily",
            "startingDeadlineSeconds": 300,
            "successfulJobsHistoryLimit": 0,
            "failedJobsHistoryLimit": 5,
            "suspend": True,
            "backoffLimit": 0,
            "activeDeadlineSeconds": 3600,
            "ttlSecondsAfterFinished": 60,
        }
    )
    spec = deploy(lambda: ScheduledJob("cleanup", full, namespace="shop")).one("CronJob").inputs["spec"]
    run = spec.pop("jobTemplate")["spec"]
    plain_spec = cleanup().one("CronJob").inputs["spec"]
    plain_run = plain_spec.pop("jobTemplate")["spec"]

    assert (spec["startingDeadlineSeconds"], spec["suspend"]) == (300, True)
    assert (spec["successfulJobsHistoryLimit"], spec["failedJobsHistoryLimit"]) == (0, 5)
    assert (run["backoffLimit"], run["activeDeadlineSeconds"], run["ttlSecondsAfterFinished"]) == (0, 3600, 60)
    assert plain_spec.keys() == {"schedule", "timeZone", "concurrencyPolicy"}
    assert plain_run.keys() == {"template"}


def test_its_pods_are_placed_anywhere_and_have_nothing_to_drain() -> None:
    pod = cleanup().one("CronJob").inputs["spec"]["jobTemplate"]["spec"]["template"]["spec"]

    assert not {"topologySpreadConstraints", "affinity", "nodeSelector", "tolerations"} & pod.keys()
    assert "lifecycle" not in pod["containers"][0]
