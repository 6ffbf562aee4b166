"""A task runs before the rollout of the apps that wait for it."""

from typing import Any

from tests.engine.stack_under_test import StackUnderTest

RUNS = 'image: "shop/migrate:1.0.0", backoffLimit: 0, activeDeadlineSeconds: 700'
FAILS = 'image: "shop/migrate:2.0.0", backoffLimit: 0, activeDeadlineSeconds: 3, placement: {nodes: {on: mars}}'
"""No node matches, so the pod never starts and the deadline passes."""


def migrations(kinds: StackUnderTest) -> dict[str, dict[str, Any]]:
    jobs = kinds.get("jobs", "kinds")
    return {job["metadata"]["uid"]: job for job in jobs if job["metadata"]["name"].startswith("migrate-")}


def rolled(kinds: StackUnderTest) -> dict[str, str]:
    """The pods of the app after the end of all old pods. In a rollback, the provider can count the first new pod as all
    of them.
    """
    kinds.cluster.kubectl(["rollout", "status", "deployment/web", "-n", "kinds", "--timeout=60s"])
    return kinds.pods("kinds", "web")


def test_a_new_release_runs_its_task_once_and_then_rolls(kinds: StackUnderTest) -> None:
    [first] = migrations(kinds)
    web = rolled(kinds)

    with (
        kinds.edited("shop/migrate:1.0.0", "shop/migrate:1.1.0"),
        kinds.edited("nginx:1.29.0", "nginx:1.29.1"),
    ):
        kinds.up()
        [second] = migrations(kinds).values()
        assert second["metadata"]["uid"] != first
        assert second["status"]["succeeded"] == 1
        assert not rolled(kinds).items() & web.items()
        kinds.up()
        assert migrations(kinds).keys() == {second["metadata"]["uid"]}


def test_a_failed_task_stops_the_roll_with_the_old_version_serving_and_runs_again(kinds: StackUnderTest) -> None:
    web, [ran] = rolled(kinds), migrations(kinds)

    with kinds.edited("nginx:1.29.0", "nginx:1.29.2"):
        with kinds.edited(RUNS, FAILS):
            failed = kinds.up(check=False)

            assert failed.code != 0
            assert "DeadlineExceeded" in failed.out
            assert kinds.pods("kinds", "web") == web
            [other] = migrations(kinds)
            assert other != ran
            assert kinds.up(check=False).code != 0
            assert other not in migrations(kinds)
            assert kinds.pods("kinds", "web") == web
        kinds.up()
        assert not rolled(kinds).items() & web.items()
        [job] = migrations(kinds).values()
        assert job["status"]["succeeded"] == 1


def test_the_deadline_of_a_task_can_change_without_running_it_again(kinds: StackUnderTest) -> None:
    before = migrations(kinds).keys()

    with kinds.edited("activeDeadlineSeconds: 700}", "activeDeadlineSeconds: 800}"):
        kinds.up()

        assert migrations(kinds).keys() == before
