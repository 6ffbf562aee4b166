from typing import Any

import pytest

from slipway.checks.references import broken_order, in_order
from slipway.settings.namespace import NamespaceSettings


def apps(**after: Any) -> Any:
    def app(name: str) -> dict[str, Any]:
        kind = {"kind": "task"} if name.startswith("task") else {"port": 8080}
        return {"image": "nginx:1.29", "after": after[name], **kind}

    return NamespaceSettings.model_validate({"apps": {name: app(name) for name in after}}).apps


def lines(**after: Any) -> list[str]:
    return [str(problem) for problem in broken_order("apps", apps(**after))]


def test_apps_come_after_the_tasks_that_they_wait_for() -> None:
    order = in_order(apps(web=["task-b"], **{"task-b": ["task-a"], "task-a": []}))

    assert order == ["task-a", "task-b", "web"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("task-migrat", 'unknown task "task-migrat"; did you mean task-migrate?'),
        ("api", 'unknown task "api"; expected one of task-migrate'),
    ],
)
def test_an_app_waits_for_tasks_of_its_namespace_only(name: str, message: str) -> None:
    assert lines(web=[name], api=[], **{"task-migrate": []}) == [f"apps.web.after: {message}"]


def test_tasks_that_wait_for_one_another_are_told_as_a_circle() -> None:
    [line] = lines(**{"task-a": ["task-b"], "task-b": ["task-a"], "web": []})

    assert "expected an order without a cycle; task-" in line
    assert line.count("waits for") == 2


def test_a_task_does_not_wait_for_itself() -> None:
    assert lines(**{"task-a": ["task-a"]}) == [
        "apps.task-a.after: expected an order without a cycle; task-a waits for task-a"
    ]
