from typing import Any

from pulumi_kubernetes.core.v1 import PodTemplateSpecArgs

from slipway.blocks.job import job
from slipway.settings import TaskSettings

TEMPLATE = PodTemplateSpecArgs()


def spec(*, evictions_count: bool = False, **said: Any) -> Any:
    settings = TaskSettings.model_validate({"image": "shop/report:1.0", **said})
    return job("report", settings, TEMPLATE, evictions_count=evictions_count)


def test_a_job_is_tried_as_often_and_as_long_as_it_says() -> None:
    made = spec(backoffLimit=0, activeDeadlineSeconds=60)

    assert (made.template, made.backoff_limit, made.active_deadline_seconds) == (TEMPLATE, 0, 60)


def test_a_task_ends_by_itself_and_is_tried_again() -> None:
    made = spec()

    assert (made.backoff_limit, made.active_deadline_seconds) == (3, 600)
    assert (made.parallelism, made.completions, made.completion_mode) == (None, None, None)


def test_several_pods_share_the_work_by_their_numbers() -> None:
    made = spec(parallelism=2, completions=5, completionMode="Indexed")

    assert (made.parallelism, made.completions, made.completion_mode) == (2, 5, "Indexed")


def test_a_drained_node_costs_no_try() -> None:
    [rule] = spec().pod_failure_policy.rules
    [pattern] = rule.on_pod_conditions

    assert (rule.action, pattern.type, pattern.status) == ("Ignore", "DisruptionTarget", "True")
    assert spec(evictions_count=True).pod_failure_policy is None


def test_exit_codes_of_the_app_mean_what_is_said_and_an_eviction_comes_first() -> None:
    eviction, fail, ignore = spec(podFailurePolicy={"failJob": [42, 3], "ignore": [75]}).pod_failure_policy.rules

    assert eviction.on_pod_conditions
    for rule, action, codes in ((fail, "FailJob", [3, 42]), (ignore, "Ignore", [75])):
        assert (rule.action, rule.on_exit_codes.operator, rule.on_exit_codes.values) == (action, "In", codes)
        assert rule.on_exit_codes.container_name == "report"


def test_a_rule_has_exit_codes() -> None:
    assert [each.action for each in spec(podFailurePolicy={"ignore": [75]}).pod_failure_policy.rules] == [
        "Ignore",
        "Ignore",
    ]
