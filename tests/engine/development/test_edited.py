"""Edits of the stack file, and manual changes in the cluster."""

import base64
import json
from typing import Any

from tests.engine.stack_under_test import StackUnderTest


def test_a_second_up_and_a_preview_change_nothing(dev: StackUnderTest) -> None:
    before = dev.pods("course-dev", "python-web")

    assert "created" not in (out := dev.up().out)
    assert "updated" not in out
    assert dev.unchanged().code == 0
    assert dev.pods("course-dev", "python-web") == before


def test_a_new_image_rolls_the_pods_of_its_app_and_of_no_other(dev: StackUnderTest) -> None:
    web, api = dev.pods("course-dev", "java-web"), dev.pods("sample-dev", "node-api")

    with dev.edited("sh3b0/app_java:1.2.0", "sh3b0/app_java:1.3.0"):
        assert "1 updated" in dev.up().out
        image = dev.get("deployment", "course-dev", "java-web")["spec"]["template"]["spec"]["containers"][0]["image"]
        assert image == "sh3b0/app_java:1.3.0"
        assert not dev.pods("course-dev", "java-web").items() & web.items()

    assert dev.pods("sample-dev", "node-api") == api


def web_pod(dev: StackUnderTest) -> Any:
    return dev.get("deployment", "course-dev", "python-web")["spec"]["template"]["spec"]


def test_a_changed_file_rolls_its_consumer_to_a_new_config_map(dev: StackUnderTest) -> None:
    web, visits = dev.pods("course-dev", "python-web"), dev.pods("course-dev", "visits")

    with dev.edited("color: blue", "color: red"):
        dev.up()
        [mounted] = [each["configMap"]["name"] for each in web_pod(dev)["volumes"] if "configMap" in each]
        config_map = dev.get("configmap", "course-dev", mounted)
        assert json.loads(config_map["data"]["config.json"])["color"] == "red"
        assert not dev.pods("course-dev", "python-web").items() & web.items()

    assert dev.pods("course-dev", "visits") == visits


def test_a_rotated_secret_rolls_its_consumers_and_only_them(dev: StackUnderTest) -> None:
    web, api = dev.pods("course-dev", "python-web"), dev.pods("sample-dev", "node-api")

    dev.config("set", "--path", "--secret", "slipway:secrets.course-dev.db-user-pass.password", "rotated-tulip")
    dev.up()

    [used] = {
        each["valueFrom"]["secretKeyRef"]["name"]
        for each in web_pod(dev)["containers"][0]["env"]
        if each.get("valueFrom", {}).get("secretKeyRef", {}).get("key") == "password"
    }
    database = dev.get("secret", "course-dev", used)
    assert base64.b64decode(database["data"]["password"]).decode() == "rotated-tulip"
    assert not dev.pods("course-dev", "python-web").items() & web.items()
    assert dev.pods("sample-dev", "node-api") == api


def test_a_change_by_hand_is_found_by_refresh_and_repaired_by_up(dev: StackUnderTest) -> None:
    patch = json.dumps({"spec": {"replicas": 1}})
    dev.cluster.kubectl(["patch", "deployment", "python-web", "-n", "course-dev", "-p", patch])

    drift = dev.run("refresh", "--preview-only", "--expect-no-changes", "--diff", check=False)
    assert drift.code != 0
    assert "replicas" in drift.out

    dev.run("refresh", "--yes", "--skip-preview")
    dev.up()
    assert dev.get("deployment", "course-dev", "python-web")["spec"]["replicas"] == 3
    assert dev.run("refresh", "--preview-only", "--expect-no-changes", check=False).code == 0


def test_something_deleted_by_hand_is_made_again(dev: StackUnderTest) -> None:
    dev.cluster.kubectl(["delete", "service", "node-api", "-n", "sample-dev"])

    dev.up(refresh=True)

    assert dev.get("service", "sample-dev", "node-api")["spec"]["ports"][0]["port"] == 3000
