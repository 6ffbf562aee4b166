"""Earlier configuration is still in the cluster after a rollback."""

from base64 import b64decode, b64encode
from typing import Any

import pytest

from tests.engine.rollback.conftest import PASSWORD
from tests.engine.stack_under_test import StackUnderTest

APPS = {"web": "deployment", "visits": "statefulset"}
FIRST = ["info", "hello", "tulip"]
SECOND = ["debug", "servus", "rose"]


def said_to(stack: StackUnderTest, app: str) -> list[str]:
    """The values that the pods of an app read from their objects: level, greeting, password."""
    pod: Any = stack.get(APPS[app], "rollback", app)["spec"]["template"]["spec"]
    [container] = pod["containers"]
    level = stack.get("configmap", "rollback", container["envFrom"][0]["configMapRef"]["name"])
    [files] = [each["configMap"]["name"] for each in pod["volumes"] if "configMap" in each]
    [password] = [each["valueFrom"]["secretKeyRef"] for each in container["env"] if "valueFrom" in each]
    secret = stack.get("secret", "rollback", password["name"])
    return [
        level["data"]["LEVEL"],
        stack.get("configmap", "rollback", files)["data"]["greeting"],
        b64decode(secret["data"]["password"]).decode(),
    ]


def change(stack: StackUnderTest, before: list[str], after: list[str]) -> None:
    text = stack.file.read_text()
    for old, new in zip(before[:2], after[:2], strict=True):
        assert old in text
        text = text.replace(old, new)
    stack.file.write_text(text)
    stack.config("set", "--path", "--secret", PASSWORD, after[2])


@pytest.fixture(scope="module")
def changed(rollback: StackUnderTest) -> StackUnderTest:
    """The stack after a change of all three contents."""
    assert [said_to(rollback, app) for app in APPS] == [FIRST, FIRST]
    change(rollback, FIRST, SECOND)
    previewed = rollback.run("preview").out
    assert "to delete" not in previewed
    assert "to replace" not in previewed
    rollback.up()
    assert [said_to(rollback, app) for app in APPS] == [SECOND, SECOND]
    return rollback


@pytest.mark.parametrize("app", APPS)
def test_undoing_a_rollout_leads_to_what_the_earlier_pods_were_told(changed: StackUnderTest, app: str) -> None:
    controller = ["--namespace", "rollback", f"{APPS[app]}/{app}"]
    changed.cluster.kubectl(["rollout", "undo", *controller])
    changed.cluster.kubectl(["rollout", "status", "--timeout=60s", *controller])

    assert said_to(changed, app) == FIRST

    changed.up(refresh=True)
    assert said_to(changed, app) == SECOND


def test_an_earlier_password_is_shown_nowhere(changed: StackUnderTest) -> None:
    state = changed.engine.run(["stack", "export"], stack=changed.name).out
    told = state + changed.run("preview", "--diff").out

    assert "rollback.db@2" in state
    for secret in (FIRST[2], SECOND[2]):
        assert secret not in told
        assert b64encode(secret.encode()).decode() not in told


def test_nothing_is_left_to_do_afterwards(changed: StackUnderTest) -> None:
    assert changed.unchanged().code == 0


def test_an_update_to_what_there_was_finds_the_same_objects(changed: StackUnderTest) -> None:
    names = contents(changed)
    change(changed, SECOND, FIRST)
    changed.up()

    assert [said_to(changed, app) for app in APPS] == [FIRST, FIRST]
    assert contents(changed) == names
    change(changed, FIRST, SECOND)
    changed.up()
    assert contents(changed) == names


def test_what_no_revision_of_an_app_refers_to_any_more_goes(changed: StackUnderTest) -> None:
    for number, before in enumerate(["servus", "hello-1", "hello-2"], start=1):
        after = f"hello-{number}"
        changed.file.write_text(changed.file.read_text().replace(f"greeting: {before}", f"greeting: {after}", 1))
        changed.up()
    kept = {each["data"]["greeting"] for each in changed.get("configmaps", "rollback") if of_web(each)}

    assert kept == {"hello-1", "hello-2", "hello-3"}


def contents(stack: StackUnderTest) -> set[str]:
    found = [each for kind in ("configmaps", "secrets") for each in stack.get(kind, "rollback")]
    return {each["metadata"]["uid"] for each in found}


def of_web(config_map: Any) -> bool:
    return bool(config_map["metadata"].get("labels", {}).get("app.kubernetes.io/name") == "web")
