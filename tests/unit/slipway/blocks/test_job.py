from typing import Any

from pulumi_kubernetes.core.v1 import PodTemplateSpecArgs

from slipway.blocks.rollout import EVICTION_IS_NO_FAILURE, job
from slipway.settings import TaskSettings


def test_a_job_is_tried_as_often_and_as_long_as_it_says() -> None:
    template = PodTemplateSpecArgs()
    spec = job(TaskSettings(image="shop/report:1.0", backoff_limit=0, active_deadline_seconds=60), template)

    assert (spec.template, spec.backoff_limit, spec.active_deadline_seconds) == (template, 0, 60)
    assert spec.pod_failure_policy is None


def test_a_task_ends_by_itself_and_is_tried_again() -> None:
    spec = job(TaskSettings(image="shop/migrate:1.0"), PodTemplateSpecArgs())

    assert (spec.backoff_limit, spec.active_deadline_seconds) == (3, 600)


def test_a_drained_node_costs_no_try() -> None:
    policy: Any = EVICTION_IS_NO_FAILURE
    [rule] = policy.rules
    [pattern] = rule.on_pod_conditions

    assert (rule.action, pattern.type, pattern.status) == ("Ignore", "DisruptionTarget", "True")
