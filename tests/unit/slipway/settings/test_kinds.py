"""The methods that each kind overrides."""

from typing import Any

import pytest

from slipway.settings.app import AppSettings, Claim, PeakPods
from slipway.settings.kinds import DEFAULT_KIND, KINDS
from slipway.settings.rollout import REVISIONS

NEEDED: dict[str, dict[str, Any]] = {
    "stateless": {"port": 80},
    "stateful": {"port": 80, "storage": {"/data": "2Gi"}},
    "scheduled": {"schedule": "@daily"},
}


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


def test_a_kind_that_does_not_answer_fails_loudly() -> None:
    class Unfinished(AppSettings):
        kind: str = "unfinished"

    with pytest.raises(NotImplementedError):
        Unfinished(image="a:1").peak_pods(1)
    with pytest.raises(AttributeError):
        Unfinished(image="a:1").owned_objects()


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
    assert app("stateless").services("web") == ("web",)
    assert app("stateless", service={"headless": True}).services("web") == ("web", "web-headless")
    assert app("stateful").services("db") == ("db", "db-headless")
    assert app("worker").services("mailer") == ()


def test_runs_that_may_overlap_are_not_limited() -> None:
    assert app("scheduled", concurrencyPolicy="Allow").unlimited_by() == "concurrencyPolicy"


def test_the_monitoring_scrapes_the_port_metrics_or_the_port_of_an_app_without_a_service() -> None:
    assert app("stateless").scraped_ports() == ()
    assert [str(port) for port in app("stateless", ports={"metrics": 9090}).scraped_ports()] == ["9090"]
    assert [str(port) for port in app("agent", port=9100).scraped_ports()] == ["9100"]
