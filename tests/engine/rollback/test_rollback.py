"""Earlier configuration is still in the cluster after a rollback."""

from base64 import b64decode, b64encode
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Changed:
    """A stack that was deployed with `first`, and with `second` after that."""

    stack: StackUnderTest
    first: str
    second: str

    def up_with(self, settings: str) -> None:
        """Deploys them, unless they are deployed already."""
        self.stack.file.write_text(settings)
        if not self.stack.is_deployed(settings):
            self.stack.up()


@pytest.fixture(scope="module")
def changes(rollback: StackUnderTest) -> Changed:
    """All three contents are others in the second settings."""
    first = rollback.file.read_text()
    rollback.file.write_text(first.replace(FIRST[0], SECOND[0]).replace(FIRST[1], SECOND[1]))
    rollback.config("set", "--path", "--secret", PASSWORD, SECOND[2])
    return Changed(rollback, first, rollback.file.read_text())


@pytest.fixture
def changed(changes: Changed) -> Changed:
    """The second settings are deployed, and the first were before them."""
    if not changes.stack.is_deployed(changes.second):
        changes.up_with(changes.first)
        changes.up_with(changes.second)
    return changes


def test_a_change_replaces_and_deletes_nothing(changes: Changed) -> None:
    changes.up_with(changes.first)
    assert [said_to(changes.stack, app) for app in APPS] == [FIRST, FIRST]
    changes.stack.file.write_text(changes.second)

    previewed = changes.stack.run("preview").out
    changes.stack.up()

    assert "to delete" not in previewed
    assert "to replace" not in previewed
    assert [said_to(changes.stack, app) for app in APPS] == [SECOND, SECOND]


@pytest.mark.parametrize("app", APPS)
def test_undoing_a_rollout_leads_to_what_the_earlier_pods_were_told(changed: Changed, app: str) -> None:
    stack, controller = changed.stack, ["--namespace", "rollback", f"{APPS[app]}/{app}"]
    stack.cluster.kubectl(["rollout", "undo", *controller])
    stack.cluster.kubectl(["rollout", "status", "--timeout=60s", *controller])

    assert said_to(stack, app) == FIRST

    stack.up(refresh=True)
    assert said_to(stack, app) == SECOND


def test_an_earlier_password_is_shown_nowhere(changed: Changed) -> None:
    stack = changed.stack
    state = stack.engine.run(["stack", "export"], stack=stack.name).out
    told = state + stack.run("preview", "--diff").out

    assert "rollback.db@2" in state
    for secret in (FIRST[2], SECOND[2]):
        assert secret not in told
        assert b64encode(secret.encode()).decode() not in told


def test_nothing_is_left_to_do_afterwards(changed: Changed) -> None:
    assert changed.stack.unchanged().code == 0


def test_an_update_to_what_there_was_finds_the_same_objects(changed: Changed) -> None:
    names = contents(changed.stack)
    changed.up_with(changed.first)

    assert [said_to(changed.stack, app) for app in APPS] == [FIRST, FIRST]
    assert contents(changed.stack) == names
    changed.up_with(changed.second)
    assert contents(changed.stack) == names


def test_what_no_revision_of_an_app_refers_to_any_more_goes(changed: Changed) -> None:
    for greeting in ("hello-1", "hello-2", "hello-3"):
        changed.up_with(changed.second.replace("greeting: servus", f"greeting: {greeting}", 1))
    kept = {each["data"]["greeting"] for each in changed.stack.get("configmaps", "rollback") if of_web(each)}

    assert kept == {"hello-1", "hello-2", "hello-3"}


def contents(stack: StackUnderTest) -> set[str]:
    found = [each for kind in ("configmaps", "secrets") for each in stack.get(kind, "rollback")]
    return {each["metadata"]["uid"] for each in found}


def of_web(config_map: Any) -> bool:
    return bool(config_map["metadata"].get("labels", {}).get("app.kubernetes.io/name") == "web")
