from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings import (
    NodeAgentSettings,
    ScheduledJobSettings,
    StatefulAppSettings,
    StatelessAppSettings,
    TaskSettings,
    WorkerAppSettings,
)
from slipway.settings.app import AppSettings, Claim, PeakPods
from slipway.settings.kinds import DEFAULT_KIND, KINDS
from slipway.settings.rollout import REVISIONS
from tests.unit.slipway.settings.lines import lines_of

NEEDED: dict[str, dict[str, Any]] = {
    "stateless": {"port": 80},
    "stateful": {"port": 80, "storage": {"/data": "2Gi"}},
    "scheduled": {"schedule": "@daily"},
}
FOREIGN = {
    "stateless": ["storage", "retention", "podManagementPolicy"],  # it keeps nothing
    "worker": ["service", "ingress", "route", "ports", "exposed", "acceptsFrom", "peerPorts"],  # nobody calls it
    "agent": [
        *["replicas", "autoscaling", "disruption"],  # how many there are is for the nodes to say
        *["services", "ingress", "exposed", "storage"],  # nobody calls it from outside, and it keeps nothing
    ],
}
WEB: dict[str, object] = {"image": "nginx:1.29", "port": 8080}


def app(kind: str, **said: Any) -> AppSettings:
    return KINDS[kind].model_validate({"kind": kind, "image": "a:1", **NEEDED.get(kind, {}), **said})


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_answers_every_question(kind: str) -> None:
    asked = app(kind)

    assert asked.kind == kind
    assert asked.controller.kind in asked.owned_objects()
    assert asked.peak_pods(5).regular >= 1
    assert asked.kept_revisions() == REVISIONS
    assert asked.unlimited_by() is None
    assert list(asked.deletes_data()) == []
    assert asked.outside_ports() == 0


def test_the_first_kind_is_the_default() -> None:
    assert DEFAULT_KIND == "stateless"


@pytest.mark.parametrize(
    ("kind", "said", "pods"),
    [
        ("stateless", {"replicas": 4}, PeakPods(4, 1)),
        ("worker", {"replicas": 4, "rollout": {"type": "Recreate"}}, PeakPods(4, 0)),
        ("stateful", {"replicas": 3}, PeakPods(3, 0)),
        ("agent", {"rollout": {"maxSurge": "50%"}}, PeakPods(5, 3)),
        ("scheduled", {}, PeakPods(1, 0)),
        ("task", {}, PeakPods(1, 0)),
    ],
)
def test_the_most_pods_at_one_time_follow_from_replicas_and_rollout(
    kind: str, said: dict[str, Any], pods: PeakPods
) -> None:
    assert app(kind, **said).peak_pods(5) == pods


def test_claims_are_known_by_the_setting_that_asks_for_them() -> None:
    volumes = {
        "/shared": {"shared": {"size": "1Gi"}},
        "/own": {"ephemeral": {"size": "3Gi"}},
        "/nfs": {"nfs": {"server": "nas", "path": "/x"}},
        "/none": {"emptyDir": {"size": "1Mi"}},
    }

    assert app("stateful", volumes=volumes).claims() == {
        ("storage", "/data"): Claim("2Gi", "replica"),
        ("volumes", "/shared", "shared"): Claim("1Gi", "app"),
        ("volumes", "/own", "ephemeral"): Claim("3Gi", "pod"),
        ("volumes", "/nfs", "nfs"): Claim("1Gi", "app"),
    }


def test_a_stateful_app_tells_which_of_its_settings_deletes_data_unless_its_reason_is_given() -> None:
    retention = {"whenDeleted": "Delete", "whenScaled": "Retain"}

    assert list(app("stateful", retention=retention).deletes_data()) == [("retention", "whenDeleted")]
    assert list(app("stateful", retention={**retention, "reason": "a cache, filled again"}).deletes_data()) == []


@pytest.mark.parametrize("said", [0, 3])
@pytest.mark.parametrize("kind", ["stateless", "worker", "agent"])
def test_an_app_may_say_how_many_revisions_are_kept(kind: str, said: int) -> None:
    assert app(kind, rollout={"revisionHistoryLimit": said}).kept_revisions() == said


def test_services_are_named_after_the_app() -> None:
    assert app("stateless").service_names("web") == ("web",)
    assert app("stateless", service={"headless": True}).service_names("web") == ("web", "web-headless")
    assert app("stateful").service_names("db") == ("db", "db-headless")
    assert app("worker").service_names("mailer") == ()


def test_an_agent_is_reached_on_the_node_of_its_client() -> None:
    agent = app("agent", port=8125, ports={"otlp": {"port": 4317, "servicePort": 317}}, service={"port": 80})
    assert isinstance(agent, NodeAgentSettings)
    [face] = agent.faces().values()

    assert (face.settings.type, face.settings.internal_traffic_policy) == ("ClusterIP", "Local")
    assert {name: port.port for name, port in face.ports.items()} == {"http": 80, "otlp": 317}
    assert agent.service_names("collector") == ("collector",)
    assert app("agent", port=8125).service_names("collector") == ()
    assert "Service" in agent.owned_objects()


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"service": {}}, "service needs port, for example port: 8125"),
        ({"acceptsFrom": ["shop"]}, "acceptsFrom needs port, for example port: 8125"),
        ({"port": 1, "ports": {"a": 1}}, "expected different port numbers; port and ports.a are both 1"),
        ({"port": 1, "ports": {"a": {"port": 2, "exposed": True}}}, "ports.a: an agent is not reached from outside"),
        ({"port": 1, "service": {"type": "NodePort"}}, "service.type"),
        ({"port": 1, "service": {"ipFamilies": ["IPv4", "IPv6"]}}, "several ipFamilies need ipFamilyPolicy"),
    ],
)
def test_an_agent_that_could_not_be_reached_is_refused(said: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        app("agent", **said)


def test_runs_that_may_overlap_are_not_limited() -> None:
    assert app("scheduled", concurrencyPolicy="Allow").unlimited_by() == "concurrencyPolicy"


@pytest.mark.parametrize(
    ("kind", "said", "scraped"),
    [
        ("stateless", {}, None),
        ("stateless", {"ports": {"metrics": 9090}}, ("metrics", 9090)),
        ("stateless", {"metrics": {}}, ("http", 80)),
        ("stateful", {"ports": {"metrics": 9090, "admin": 1}, "metrics": {"port": "admin"}}, ("admin", 1)),
        ("worker", {"port": 9100}, None),
        ("worker", {"port": {"name": "metrics", "port": 9100}}, ("metrics", 9100)),
        ("agent", {"port": 9100, "metrics": {}}, ("http", 9100)),
        ("agent", {"port": {"port": 8125, "protocol": "UDP"}, "ports": {"metrics": 9100}}, ("metrics", 9100)),
        ("scheduled", {}, None),
    ],
)
def test_prometheus_scrapes_what_metrics_names_or_a_port_with_that_name(
    kind: str, said: dict[str, Any], scraped: tuple[str, int] | None
) -> None:
    scrape = app(kind, **said).scrape()

    assert (scrape and (scrape.name, scrape.port.number)) == scraped


@pytest.mark.parametrize(
    ("kind", "said", "message"),
    [
        ("worker", {"metrics": {}}, "metrics needs a TCP port, for example port: 8080"),
        ("agent", {"port": {"port": 1, "protocol": "UDP"}, "metrics": {}}, "metrics needs a TCP port"),
        ("stateless", {"metrics": {"port": "admin"}}, 'metrics.port: unknown port "admin"; expected one of http'),
    ],
)
def test_metrics_without_a_port_are_refused(kind: str, said: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        app(kind, **said)


@pytest.mark.parametrize(("kind", "setting"), [(kind, each) for kind, foreign in FOREIGN.items() for each in foreign])
def test_what_a_kind_has_no_use_for_is_an_unknown_setting(kind: str, setting: str) -> None:
    with pytest.raises(ValidationError) as refused:
        app(kind, **{setting: {}})

    [told] = lines_of(refused.value, KINDS[kind])
    assert told.startswith(f"{setting}: unknown setting")


def test_an_image_and_a_port_are_a_complete_app() -> None:
    settings = StatelessAppSettings(image="nginx:1.29", port=8080)

    assert (settings.kind, settings.replicas, settings.service.type) == ("stateless", 1, "ClusterIP")


def test_a_stateless_app_rolls_as_a_deployment_does() -> None:
    recreated = StatelessAppSettings.model_validate({**WEB, "rollout": {"type": "Recreate"}})

    assert recreated.rollout.type == "Recreate"
    with pytest.raises(ValidationError, match="partition"):
        StatelessAppSettings.model_validate({**WEB, "rollout": {"partition": 1}})


def test_no_stack_has_more_claims_than_a_preview_can_compare() -> None:
    volumes = {"/a": "1Gi", "/b": "1Gi"}

    with pytest.raises(ValidationError, match=r"at most 1000 claims, one for each .*; 501 pods would have 1002"):
        StatefulAppSettings.model_validate({**WEB, "storage": volumes, "replicas": 501})
    assert StatefulAppSettings.model_validate({**WEB, "storage": volumes, "replicas": 500})
    assert StatefulAppSettings.model_validate({**WEB, "replicas": 2**31 - 1})


@pytest.mark.parametrize("fields", [{"files": {"/app/db/a": 1}}, {"writablePaths": ["/app/db"]}])
def test_a_path_that_outlives_the_pod_is_no_other_volume_too(fields: dict[str, object]) -> None:
    with pytest.raises(
        ValidationError, match="several volumes have the path /app/db; expected one volume for each path"
    ):
        StatefulAppSettings.model_validate({**WEB, "storage": {"/app/db": "1Gi"}, **fields})


def test_an_image_alone_is_a_worker_and_it_calls_whom_it_likes() -> None:
    worker = WorkerAppSettings.model_validate({"image": "shop/mailer:1.0", "connectsTo": ["queue"]})

    assert (worker.port, worker.replicas, [each.app for each in worker.connects_to]) == (None, 1, ["queue"])


def test_an_agent_needs_no_port_and_goes_from_node_to_node() -> None:
    agent = NodeAgentSettings(image="shop/logs:1.0")

    assert (agent.port, agent.rollout.unavailable, agent.rollout.max_surge) == (None, 1, 0)


def test_a_job_runs_by_universal_time_and_never_beside_itself() -> None:
    job = ScheduledJobSettings(image="nginx:1.29", schedule="0 */6 * * *")

    assert (job.time_zone, job.concurrency_policy) == ("Etc/UTC", "Forbid")


def test_a_known_time_zone_is_accepted() -> None:
    job = ScheduledJobSettings(image="nginx:1.29", schedule="@daily", time_zone="Europe/Berlin")

    assert job.time_zone == "Europe/Berlin"


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "europe/berlin", "UTC+1", "../etc/passwd", None])
def test_an_unknown_time_zone_is_refused(zone: object) -> None:
    with pytest.raises(ValidationError, match="expected a time zone of the IANA database, for example Europe/Berlin"):
        ScheduledJobSettings.model_validate({"image": "nginx:1.29", "schedule": "@daily", "timeZone": zone})


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ({"startingDeadlineSeconds": 9}, r"expected a whole number of seconds, at least 10 \(the controller looks"),
        ({"suspend": "yes"}, "expected true or false, for example true"),
        ({"failedJobsHistoryLimit": -1}, "expected a whole number of at least 0"),
        ({"concurrencyPolicy": "Queue"}, "Allow.*Forbid.*Replace"),
    ],
)
def test_what_a_schedule_cannot_be_is_refused(setting: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        ScheduledJobSettings.model_validate({"image": "nginx:1.29", "schedule": "@daily", **setting})


def test_a_release_never_waits_for_ever_for_its_tasks_and_the_clock_may() -> None:
    task = TaskSettings(image="a:1")

    assert (task.backoff_limit, task.active_deadline_seconds) == (3, 600)
    assert ScheduledJobSettings(image="a:1", schedule="@daily").active_deadline_seconds is None


def test_a_task_may_wait_for_others() -> None:
    assert TaskSettings.model_validate({"image": "a:1", "after": ["migrate"]}).after == ("migrate",)
