"""The settings of containers in every kind of app."""

from collections.abc import Callable
from typing import Any

import pytest

from components import ScheduledJob, StatefulApp, StatelessApp
from offline.manifests import plain
from slipway.settings import ScheduledJobSettings, StatefulAppSettings, StatelessAppSettings
from slipway.settings.pod import PodSettings
from tests.deployment import deploy

SAID: dict[str, Any] = {
    "image": "nginx:1.29",
    "configEnvFrom": ["web"],
    "secretFiles": {"/etc/tls/key": "tls/key"},
    "pullSecrets": ["registry"],
    "downloads": {"/data/x": {"url": "https://example.com/x", "sha256": "ab" * 32}},
    "sidecars": {"logs": {"image": "a:1", "secretEnvFrom": ["db"]}},
    "initContainers": [{"name": "migrate", "image": "a:1", "configEnv": {"HOST": "web/host"}}],
}
NAMES = {"web": "web-1a", "tls": "tls-2b", "registry": "registry-3c", "db": "db-4d"}
KINDS: list[tuple[Callable[..., object], type[PodSettings], dict[str, Any], str]] = [
    (StatelessApp, StatelessAppSettings, {"port": 80}, "Deployment"),
    (StatefulApp, StatefulAppSettings, {"port": 80, "storage": {"/app/db": "1Gi"}}, "StatefulSet"),
    (ScheduledJob, ScheduledJobSettings, {"schedule": "@daily"}, "CronJob"),
]


@pytest.mark.parametrize(("component", "settings", "own", "kind"), KINDS, ids=[kind for *_, kind in KINDS])
def test_every_kind_of_app_can_say_it_and_all_references_are_resolved(
    component: Callable[..., object], settings: type[PodSettings], own: dict[str, Any], kind: str
) -> None:
    said = settings.model_validate({**SAID, **own})
    recording = deploy(lambda: component("web", said, namespace="shop", config_maps=NAMES, secrets=NAMES))
    spec = plain(recording.one(kind).inputs["spec"])
    pod = (spec["jobTemplate"]["spec"] if kind == "CronJob" else spec)["template"]["spec"]
    downloads, logs, migrate = pod["initContainers"]

    assert pod["imagePullSecrets"] == [{"name": "registry-3c"}]
    assert pod["containers"][0]["envFrom"] == [{"configMapRef": {"name": "web-1a"}}]
    assert (downloads["name"], logs["restartPolicy"]) == ("downloads", "Always")
    assert logs["envFrom"] == [{"secretRef": {"name": "db-4d"}}]
    assert migrate["env"][0]["valueFrom"]["configMapKeyRef"]["name"] == "web-1a"
    assert logs["volumeMounts"] == migrate["volumeMounts"] == pod["containers"][0]["volumeMounts"]
    [projected] = [volume["projected"] for volume in pod["volumes"] if "projected" in volume]
    assert projected["sources"] == [{"secret": {"name": "tls-2b", "items": [{"key": "key", "path": "key"}]}}]
