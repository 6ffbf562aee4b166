from typing import Any

import pulumi
import pytest

from components import ScheduledJob, StatelessApp
from offline.recorder import Recording
from slipway.settings import ScheduledJobSettings, StatelessAppSettings
from tests.deployment import deploy

API = StatelessAppSettings(image="a:1", port=3000)


def web(peers: dict[str, Any] | None = None, **said: Any) -> Recording:
    settings = StatelessAppSettings.model_validate({"image": "a:1", "port": 8080, **said})
    return deploy(lambda: StatelessApp("web", settings, namespace="shop", peers=peers or {"api": API}))


def containers(recording: Recording) -> dict[str, list[dict[str, Any]]]:
    spec = recording.one("Deployment").inputs["spec"]["template"]["spec"]
    return {each["name"]: each.get("env", []) for each in [*spec["containers"], *spec.get("initContainers", [])]}


ADDRESS = [{"name": "API_HOST", "value": "api.shop.svc"}, {"name": "API_PORT", "value": "3000"}]


def test_every_container_of_the_pod_is_told_the_address_but_that_of_the_downloads() -> None:
    said: dict[str, Any] = {
        "connectsTo": ["api", {"cidr": "203.0.113.0/24", "port": 443}],
        "sidecars": {"proxy": {"image": "b:1"}},
        "initContainers": [{"name": "warm", "image": "c:1"}],
        "downloads": {"/data/x": {"url": "https://a.b/x", "sha256": "ab" * 32}},
    }

    assert containers(web(**said)) == {"web": ADDRESS, "proxy": ADDRESS, "warm": ADDRESS, "downloads": []}


def test_what_the_app_names_itself_wins_and_may_build_on_the_address() -> None:
    env = {"API_HOST": "localhost", "URL": "http://$(API_HOST):$(API_PORT)"}

    assert containers(web(connectsTo=["api"], env=env))["web"] == [
        {"name": "API_PORT", "value": "3000"},
        {"name": "API_HOST", "value": "localhost"},
        {"name": "URL", "value": "http://$(API_HOST):$(API_PORT)"},
    ]


def test_a_peer_of_another_namespace_is_told_by_that() -> None:
    recording = web({"data/db": API}, connectsTo=[{"app": "db", "namespace": "data"}])

    assert containers(recording)["web"][0] == {"name": "DB_HOST", "value": "db.data.svc"}


def test_a_namespace_that_is_known_later_is_one_too() -> None:
    settings = ScheduledJobSettings.model_validate({"image": "a:1", "schedule": "@daily", "connectsTo": ["api"]})

    def program() -> None:
        ScheduledJob("tidy", settings, namespace=pulumi.Output.from_input("shop"), peers={"api": API})

    recording = deploy(program)
    [container] = recording.one("CronJob").inputs["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"]

    assert container["env"] == ADDRESS


def test_who_connects_to_nobody_has_the_pods_that_it_always_had() -> None:
    assert containers(web()) == {"web": []}


def test_a_component_alone_says_which_peer_it_was_not_given() -> None:
    with pytest.raises(pulumi.RunError, match=r'connectsTo: unknown peer "apii"; did you mean api\?'):
        web(connectsTo=["apii"])
