from policies.resource_limits import RESOURCE_LIMITS
from tests.unit.policies.objects import container, found, workload


def test_a_container_with_requests_and_limits_for_both_passes() -> None:
    assert found(RESOURCE_LIMITS, workload()) == []


def test_each_missing_figure_is_told_with_its_path() -> None:
    some = container(resources={"requests": {"cpu": "1m"}, "limits": {"memory": "1Mi"}})

    assert found(RESOURCE_LIMITS, workload(some)) == [
        "spec.template.spec.containers[web].resources.requests.memory: expected a request; got nothing",
        "spec.template.spec.containers[web].resources.limits.cpu: expected a limit; got nothing",
    ]


def test_containers_that_start_first_and_sidecars_need_them_too() -> None:
    before = [{"name": "prepare"}, {"name": "proxy", "restartPolicy": "Always"}]
    paths = found(RESOURCE_LIMITS, workload(pod={"initContainers": before}))

    assert len([each for each in paths if "initContainers[prepare]" in each]) == 4
    assert len([each for each in paths if "initContainers[proxy]" in each]) == 4


def test_a_scheduled_job_is_looked_into_as_deep_as_it_is() -> None:
    spec = {"jobTemplate": {"spec": {"template": {"spec": {"containers": [{"name": "job"}]}}}}}

    assert found(RESOURCE_LIMITS, workload(kind="CronJob", spec=spec))[0].startswith(
        "spec.jobTemplate.spec.template.spec.containers[job].resources"
    )


def test_a_reason_excuses_a_missing_cpu_limit_and_nothing_else() -> None:
    some = container(resources={"requests": {"cpu": "1m"}})

    assert found(
        RESOURCE_LIMITS, workload(some, annotations={"slipway.dev/relaxation.noCpuLimit": "it must answer"})
    ) == [
        "spec.template.spec.containers[web].resources.requests.memory: expected a request; got nothing",
        "spec.template.spec.containers[web].resources.limits.memory: expected a limit; got nothing",
    ]
