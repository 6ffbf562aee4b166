"""The number of pods: fixed, or set by an autoscaler."""

import time

from tests.engine.stack_under_test import StackUnderTest


def replicas(kinds: StackUnderTest, name: str, kind: str = "deployment") -> int:
    return int(kinds.get(kind, "kinds", name)["spec"]["replicas"])


def scale(kinds: StackUnderTest, name: str, count: int) -> None:
    kinds.cluster.kubectl(["scale", "deployment", name, "-n", "kinds", f"--replicas={count}"])


def eventually(kinds: StackUnderTest, name: str, count: int, kind: str = "deployment") -> bool:
    patience = time.monotonic() + 60
    while replicas(kinds, name, kind) != count and time.monotonic() < patience:
        time.sleep(1)
    return replicas(kinds, name, kind) == count


def test_the_autoscaler_scales_what_it_is_to_scale(kinds: StackUnderTest) -> None:
    assert eventually(kinds, "mailer", 2)
    assert eventually(kinds, "shards", 2, "statefulset")


def test_what_the_autoscaler_has_decided_is_neither_seen_as_a_change_nor_undone(kinds: StackUnderTest) -> None:
    scale(kinds, "mailer", 5)

    assert kinds.unchanged().code == 0
    with kinds.edited("shop/mailer:1.0.0", "shop/mailer:1.1.0"):
        kinds.up()
        mailer = kinds.get("deployment", "kinds", "mailer")
        assert mailer["spec"]["template"]["spec"]["containers"][0]["image"] == "shop/mailer:1.1.0"
        assert mailer["spec"]["replicas"] == mailer["status"]["readyReplicas"] == 5
        kinds.up(refresh=True)
        assert replicas(kinds, "mailer") == 5
    scale(kinds, "mailer", 2)


def test_an_app_becomes_autoscaled_without_losing_a_pod(kinds: StackUnderTest) -> None:
    before = kinds.pods("kinds", "web")

    with kinds.edited("          replicas: 3\n          after:", AUTOSCALED):
        kinds.up()
        assert kinds.pods("kinds", "web") == before
        scale(kinds, "web", 4)
        kinds.up()
        assert replicas(kinds, "web") == 4
    kinds.up()

    assert replicas(kinds, "web") == 3
    assert [each["metadata"]["name"] for each in kinds.get("hpa", "kinds")] == ["mailer", "shards"]


AUTOSCALED = "          autoscaling: {maxReplicas: 6, cpu: 80%}\n          after:"


def test_an_up_does_not_wait_for_pods_that_a_partition_holds_back(kinds: StackUnderTest) -> None:
    with (
        kinds.edited("shop/store:1.0.0", "shop/store:1.1.0"),
        kinds.edited("{minReadySeconds: 1}", "{partition: 2}"),
    ):
        kinds.up()  # would fail in the end: these pods never become what is waited for
