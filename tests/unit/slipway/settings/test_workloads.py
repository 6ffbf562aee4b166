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
from slipway.settings.ports import PodPort
from slipway.settings.workloads import JobSettings, ProcessSettings, ServiceAppSettings
from tests.unit.slipway.settings.lines import lines_of


@pytest.mark.parametrize("kind", [WorkerAppSettings, NodeAgentSettings])
@pytest.mark.parametrize(("said", "port"), [({}, set()), ({"port": 9100}, {9100})])
def test_a_process_listens_on_its_port_if_it_has_one(
    kind: type[ProcessSettings], said: dict[str, int], port: set[int]
) -> None:
    assert kind.model_validate({"image": "a:1", **said}).listens_on() == port


SCALED = {"maxReplicas": 4, "cpu": "70%"}


def worker(**settings: Any) -> WorkerAppSettings:
    return WorkerAppSettings.model_validate({"image": "shop/mailer:1.0", **settings})


@pytest.mark.parametrize(
    ("settings", "fixed", "most"),
    [({}, 1, 1), ({"replicas": 3}, 3, 3), ({"autoscaling": SCALED}, None, 4)],
)
def test_either_the_settings_or_the_load_decide_how_many_pods_run(
    settings: dict[str, Any], fixed: int | None, most: int
) -> None:
    app = worker(**settings)

    assert (app.fixed_replicas, app.most_replicas) == (fixed, most)


def test_both_at_once_are_refused_even_if_the_number_is_the_default() -> None:
    with pytest.raises(ValidationError, match="expected either replicas or autoscaling; both set"):
        worker(replicas=1, autoscaling=SCALED)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            {"replicas": 3, "disruption": {"maxUnavailable": 3}},
            "allows the eviction of all pods at once; expected less than 3; got 3",
        ),
        ({"replicas": 3, "disruption": {"maxUnavailable": "67%"}}, "expected less than 3; got 67%"),
        ({"autoscaling": SCALED, "disruption": {"maxUnavailable": 4}}, "expected less than 4; got 4"),
        ({"disruption": {}}, "disruption needs at least 2 replicas; leave disruption out"),
    ],
)
def test_a_budget_that_keeps_nothing_is_refused(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        worker(**settings)


PORTS: dict[str, Any] = {"metrics": 9090, "grpc": {"port": 9000, "servicePort": 443}}


def app(**said: Any) -> ServiceAppSettings:
    return StatelessAppSettings.model_validate({"image": "a:1", "port": 8080, "ports": PORTS, **said})


def test_a_service_listens_where_the_process_does_unless_it_is_told_otherwise() -> None:
    other = app(service={"port": 80})

    assert [(app().listening_port(name).port, app().service_port(name)) for name in ("http", "metrics", "grpc")] == [
        (8080, 8080),
        (9090, 9090),
        (9000, 443),
    ]
    assert (other.listening_port().port, other.service_port()) == (8080, 80)


def test_what_an_app_listens_on_over_tcp_is_what_a_probe_can_ask() -> None:
    assert app(ports={**PORTS, "gossip": {"port": 7946, "protocol": "UDP"}}).listens_on() == {8080, 9090, 9000}


def test_ports_are_found_by_the_names_that_they_have() -> None:
    database = app(port={"name": "postgres", "port": 5432}, ports={"metrics": 9187})

    assert database.port_names() == ["postgres", "metrics"]
    assert (database.pod_port(), database.pod_port("postgres"), database.pod_port("metrics")) == (
        PodPort(5432),
        PodPort(5432),
        PodPort(9187),
    )
    assert (database.named([]), database.named(["metrics"])) == (["postgres"], ["metrics"])


def test_a_main_port_of_udp_is_no_port_for_probes() -> None:
    dns = app(port={"name": "dns", "port": 53, "protocol": "UDP"}, ports={})

    assert (dns.probed_port(), dns.listens_on(), dns.pod_port()) == (None, set(), PodPort(53, "UDP"))
    with pytest.raises(ValidationError, match=r"probes\.readiness has nothing to probe; set port, or port or exec of"):
        app(port={"name": "dns", "port": 53, "protocol": "UDP"}, probes={"readiness": {"path": "/ready"}})


def test_a_service_inside_the_cluster_leads_to_every_port() -> None:
    assert list(app().served_ports()) == ["metrics", "grpc"]


def test_a_service_outside_leads_to_what_is_exposed_and_nothing_else() -> None:
    ports = {**PORTS, "grpc": {"port": 9000, "exposed": True}}

    assert list(app(ports=ports, service={"type": "LoadBalancer"}).served_ports()) == ["grpc"]


def test_an_app_is_reached_by_nobody_outside_and_from_no_other_namespace_unless_it_is_said() -> None:
    assert (app().exposed, app().ingress, app().route, app().service.type) == (False, None, None, "ClusterIP")
    assert (app().accepts_from, app().peer_ports) == ((), ())


@pytest.mark.parametrize("kind", [StatelessAppSettings, StatefulAppSettings])
def test_each_kind_with_a_service_needs_its_port(kind: type[ServiceAppSettings]) -> None:
    with pytest.raises(ValidationError, match=r"port\n  Field required"):
        kind.model_validate({"image": "a:1"})


JOBS: list[tuple[type[JobSettings], dict[str, object]]] = [
    (ScheduledJobSettings, {"image": "a:1", "schedule": "@daily"}),
    (TaskSettings, {"image": "a:1"}),
]

of_each_job = pytest.mark.parametrize(("kind", "needed"), JOBS)


@of_each_job
def test_a_first_failure_may_be_the_last(kind: type[JobSettings], needed: dict[str, object]) -> None:
    assert kind.model_validate({**needed, "backoffLimit": 0}).backoff_limit == 0


@of_each_job
@pytest.mark.parametrize(
    ("setting", "line"),
    [
        ({"backoffLimit": -1}, "backoffLimit: expected a whole number of at least 0, for example 3; got -1"),
        ({"activeDeadlineSeconds": 0}, "activeDeadlineSeconds: expected a whole number of seconds, at least 1, for"),
        ({"replicas": 2}, "replicas: unknown setting"),
        ({"probes": {}}, "probes: unknown setting"),
    ],
)
def test_what_work_that_ends_cannot_say_is_told(
    kind: type[JobSettings], needed: dict[str, object], setting: dict[str, object], line: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        kind.model_validate({**needed, **setting})

    [told] = lines_of(refused.value, kind)
    assert told.startswith(line)
