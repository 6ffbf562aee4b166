import copy
from typing import Any

import pytest
from pulumi import ComponentResource, Output, RunError

from components import (
    MonitoringStack,
    NodeAgent,
    ScheduledJob,
    StatefulApp,
    StatelessApp,
    Task,
    WorkerApp,
    content_versions,
)
from offline.manifests import plain
from offline.recorder import Recording
from slipway.settings import (
    MonitoringSettings,
    NodeAgentSettings,
    ScheduledJobSettings,
    StatefulAppSettings,
    StatelessAppSettings,
    TaskSettings,
    WorkerAppSettings,
)
from tests.deployment import deploy

REASON = "no setting says it"
WEB = {"image": "nginx:1.29", "port": 8080}


def patched(*patches: tuple[str, Any], **settings: Any) -> Recording:
    given = [{"object": target, "reason": REASON, "patch": content} for target, content in patches]
    web = StatelessAppSettings.model_validate({**WEB, "patches": given, **settings})
    return deploy(lambda: StatelessApp("shop.web", web, namespace=Output.from_input("shop")))


POD = {"spec": {"template": {"spec": {"runtimeClassName": "gvisor", "containers": [{"name": "web", "tty": True}]}}}}
TOLD = "spec.template.spec.runtimeClassName, spec.template.spec.containers[web].tty: no setting says it"


def test_a_patch_changes_the_object_that_it_names_and_nothing_else() -> None:
    before, after = patched(), patched(("Deployment", POD))

    expected = copy.deepcopy(plain(before.one("Deployment").inputs))
    expected["spec"]["template"]["spec"]["runtimeClassName"] = "gvisor"
    expected["spec"]["template"]["spec"]["containers"][0]["tty"] = True
    expected["metadata"]["annotations"]["slipway.dev/patched"] = TOLD
    assert plain(after.one("Deployment").inputs) == expected
    assert [each for each in after.registrations if each.type != before.one("Deployment").type] == [
        each for each in before.registrations if each.type != before.one("Deployment").type
    ]


def test_the_pods_do_not_roll_for_the_reason_alone() -> None:
    template = patched(("Deployment", {"metadata": {"labels": {"a": "b"}}})).one("Deployment").inputs["spec"]

    assert template == patched().one("Deployment").inputs["spec"]


def test_several_patches_are_applied_in_their_order_and_all_are_told() -> None:
    deployment = patched(
        ("Deployment", {"spec": {"paused": True}}), ("Deployment", {"spec": {"paused": None, "minReadySeconds": 7}})
    ).one("Deployment")

    assert "paused" not in deployment.inputs["spec"]
    assert deployment.inputs["spec"]["minReadySeconds"] == 7
    assert deployment.inputs["metadata"]["annotations"]["slipway.dev/patched"] == (
        "spec.paused: no setting says it; spec.paused, spec.minReadySeconds: no setting says it"
    )


def test_two_objects_of_a_kind_are_told_apart_by_their_suffix() -> None:
    recording = patched(("Service/headless", {"spec": {"publishNotReadyAddresses": True}}), service={"headless": True})

    assert recording.one("Service", "shop.web-headless").inputs["spec"]["publishNotReadyAddresses"] is True
    assert "slipway.dev/patched" not in recording.one("Service", "shop.web").inputs["metadata"]["annotations"]


def test_of_the_versions_of_a_config_map_the_wanted_one_is_patched(monkeypatch: pytest.MonkeyPatch) -> None:
    earlier = {"shop.web.etc": {"metadata": {"name": "web-etc-1"}, "data": {"greeting": "hello"}}}
    monkeypatch.setattr(content_versions, "held", lambda _: earlier)
    labelled: Any = {"metadata": {"labels": {"a": "b"}}}

    recording = patched(("ConfigMap/etc", labelled), files={"/etc/greeting": "servus"})

    assert recording.one("ConfigMap", "shop.web.etc@2").inputs["metadata"]["labels"]["a"] == "b"
    assert "a" not in recording.one("ConfigMap", "shop.web.etc").inputs["metadata"]["labels"]


def test_fields_at_the_top_of_an_object_can_be_patched() -> None:
    account = patched(
        ("ServiceAccount", {"automountServiceAccountToken": None, "imagePullSecrets": [{"name": "pull"}]})
    ).one("ServiceAccount")

    assert "automountServiceAccountToken" not in account.inputs
    assert account.inputs["imagePullSecrets"] == [{"name": "pull"}]


def test_custom_resources_can_be_patched() -> None:
    route = {"parent": "public/https", "hosts": ["a.example.com"]}
    recording = patched(("HTTPRoute", {"spec": {"hostnames": ["b.example.com"]}}), route=route)

    assert recording.one("HTTPRoute").inputs["spec"]["hostnames"] == ["b.example.com"]


def test_a_secret_inside_an_object_stays_one() -> None:
    web = StatelessAppSettings.model_validate(
        {**WEB, "patches": [{"object": "Deployment", "reason": REASON, "patch": POD}], "secretEnv": {"A": "db/a"}}
    )
    recording = deploy(lambda: StatelessApp("web", web, namespace="shop", secrets={"db": Output.secret("db-1")}))

    assert recording.is_secret("Deployment", "spec")
    [env] = plain(recording.one("Deployment").inputs["spec"])["template"]["spec"]["containers"][0]["env"]
    assert env["valueFrom"]["secretKeyRef"]["name"] == "db-1"


@pytest.mark.parametrize(
    ("target", "content", "message"),
    [
        (
            "Ingress",
            {"spec": {"ingressClassName": "a"}},
            r"shop\.web\.patches\.0\.object: this app has no Ingress; the setting ingress makes one",
        ),
        (
            "Service/headles",
            {"metadata": {"labels": {"a": "b"}}},
            r'patches\.0\.object: unknown object "Service/headles" of this app',
        ),
        (
            "Deployment",
            {"spec": {"template": {"spec": {"enableServiceLinks": False}}}},
            (
                r"patches\.0\.patch: no effect: spec\.template\.spec\.enableServiceLinks of Deployment already has "
                "this value"
            ),
        ),
        (
            "Deployment",
            {"spce": {"paused": True}},
            r"patches\.0\.patch\.spce: unknown field of Deployment; did you mean spec",
        ),
        (
            "Deployment",
            {"spec": {"replicas": {"a": 1}}},
            r"patches\.0\.patch\.spec\.replicas: expected a whole number up to 2147483647; got a mapping",
        ),
        (
            "Deployment",
            {"spec": {"template": {"spec": {"containers": [{"name": "wbe"}]}}}},
            r'containers\[wbe\]: unknown container "wbe" of the app; did you mean web\?; to add a container, use',
        ),
        (
            "Deployment",
            {"spec": {"template": {"spec": {"containers": [{"name": "web", "readinessProbe": {"exec": {}}}]}}}},
            r"patches\.0\.patch: spec\.template\.spec\.containers\[web\]\.readinessProbe has exec and tcpSocket, and",
        ),
        (
            "Deployment",
            {"spec": {"template": {"spec": {"volumes": [{"name": "tmp", "$patch": "delete"}]}}}},
            (
                r"patches\.0\.patch: containers\[web\]\.volumeMounts\[/tmp\] mounts the volume tmp, which the pod "
                "does not have"
            ),
        ),
    ],
)
def test_a_patch_that_does_not_fit_is_refused_with_its_path(target: str, content: Any, message: str) -> None:
    with pytest.raises(RunError, match=message):
        patched((target, content))


@pytest.mark.parametrize(
    ("component", "settings", "kind"),
    [
        (StatelessApp, StatelessAppSettings(image="a:1", port=80), "Deployment"),
        (StatefulApp, StatefulAppSettings(image="a:1", port=80), "StatefulSet"),
        (WorkerApp, WorkerAppSettings(image="a:1"), "Deployment"),
        (NodeAgent, NodeAgentSettings(image="a:1"), "DaemonSet"),
        (ScheduledJob, ScheduledJobSettings(image="a:1", schedule="0 1 * * *"), "CronJob"),
        (Task, TaskSettings(image="a:1"), "Job"),
    ],
)
def test_every_kind_of_app_has_the_escape_hatch(component: type[ComponentResource], settings: Any, kind: str) -> None:
    patch = {"object": kind, "reason": REASON, "patch": {"metadata": {"labels": {"a": "b"}}}}
    given = type(settings).model_validate({**settings.model_dump(exclude_unset=True), "patches": [patch]})
    metadata = deploy(lambda: component("app", given, namespace="shop")).one(kind).inputs["metadata"]  # type: ignore[call-arg]

    assert metadata["labels"]["a"] == "b"
    assert metadata["annotations"]["slipway.dev/patched"] == "metadata.labels.a: no setting says it"


def monitoring(values: Any) -> Recording:
    settings = MonitoringSettings.model_validate({"extraValues": {"reason": REASON, "values": values}})
    return deploy(lambda: MonitoringStack("monitoring", settings, grafana_password=Output.secret("tulip")))


def test_extra_values_are_merged_into_those_of_the_chart_and_told_on_the_namespace() -> None:
    recording = monitoring({"grafana": {"replicas": 2}})
    values = recording.one("Release").inputs["values"]

    assert values["grafana"]["replicas"] == 2
    assert values["grafana"]["fullnameOverride"] == "monitoring-grafana"
    annotations = recording.one("Namespace").inputs["metadata"]["annotations"]
    assert annotations["slipway.dev/patched"] == "grafana.replicas: no setting says it"


def test_extra_values_that_change_nothing_are_refused() -> None:
    with pytest.raises(RunError, match=r"extraValues\.values: no effect: crds\.enabled already"):
        monitoring({"crds": {"enabled": True}})


def test_a_patch_names_configmaps_and_secrets_as_the_settings_do() -> None:
    volume = {"name": "users", "secret": {"secretName": "users"}}
    patch = {"spec": {"template": {"spec": {"volumes": [volume]}}}}
    given = [{"object": "Deployment", "reason": REASON, "patch": patch}]
    web = StatelessAppSettings.model_validate({**WEB, "patches": given})

    recording = deploy(
        lambda: StatelessApp("shop.web", web, namespace="shop", secrets={"users": Output.from_input("users-1a2b")})
    )

    volumes = plain(recording.one("Deployment").inputs)["spec"]["template"]["spec"]["volumes"]
    assert {"name": "users", "secret": {"secretName": "users-1a2b"}} in volumes
