from typing import Any

import pytest

from slipway.checks.patched_pods import declared_ports, patched_ports, wrong_pods
from slipway.settings.patches import spelt
from slipway.settings.ports import PodPort
from tests.patched import app_with

POD = "spec.template.spec"
BESIDE: Any = {
    "ports": {"metrics": 9090, "dns": {"port": 53, "protocol": "UDP"}},
    "sidecars": {"proxy": {"image": "proxy:1", "port": 15000}},
    "initContainers": [{"name": "wait", "image": "wait:1"}],
}


def in_pod(**fields: Any) -> Any:
    return {"spec": {"template": {"spec": fields}}}


def in_container(**fields: Any) -> Any:
    return in_pod(containers=[{"name": "web", **fields}])


def told(*contents: Any, kind: str = "stateless", **settings: Any) -> list[str]:
    app = app_with(*((type(app_with(kind=kind)).controller.kind, each) for each in contents), kind=kind, **settings)
    return [f"{spelt(path)}: {message}" for patch in app.patches for path, message in wrong_pods("web", app, patch)]


def test_a_container_that_does_not_exist_is_told_with_the_setting_that_adds_one() -> None:
    assert told(in_pod(containers=[{"name": "wbe", "tty": True}])) == [
        (
            f'{POD}.containers[wbe]: unknown container "wbe" of the app; did you mean web?; to add a container, '
            "use the "
            "setting sidecars"
        )
    ]
    assert told(in_pod(initContainers=[{"name": "web", "tty": True}]), **BESIDE) == [
        (
            f'{POD}.initContainers[web]: unknown initContainer "web" of the app; expected one of proxy, wait; to '
            "add one, use "
            "the setting sidecars or initContainers"
        )
    ]


def test_the_containers_of_the_app_its_sidecars_and_init_containers_can_be_patched() -> None:
    others = in_pod(initContainers=[{"name": "proxy", "tty": True}, {"name": "wait", "tty": True}])

    assert told(in_container(tty=True), others, **BESIDE) == []


@pytest.mark.parametrize(
    "content",
    [
        in_pod(containers=None),
        in_pod(initContainers=None),
        in_pod(containers=[{"name": "web", "$patch": "delete"}]),
        in_pod(initContainers=[{"name": "proxy", "$patch": "delete"}]),
    ],
)
def test_no_container_is_taken_away(content: Any) -> None:
    [message] = told(content, **BESIDE)

    assert "expected the container" in message
    assert "to stay; " in message


@pytest.mark.parametrize(
    ("ports", "message"),
    [
        (
            [{"containerPort": 8080, "name": "web"}],
            '[8080/TCP].name: expected http, the name by which Services and probes find the port; got "web"',
        ),
        (
            [{"containerPort": 53, "protocol": "UDP", "name": "d"}],
            '[53/UDP].name: expected dns, the name by which Services and probes find the port; got "d"',
        ),
        (
            [{"containerPort": 8080, "name": None}],
            "[8080/TCP].name: expected http, the name by which Services and probes find the port; got null",
        ),
        (
            [{"containerPort": 8080, "$patch": "delete"}],
            "[8080/TCP]: expected the port to stay: Services, probes and network policies lead to it",
        ),
        (None, ": expected the ports to stay: Services, probes and network policies lead to them"),
        (
            [{"containerPort": 8081, "name": "http"}],
            (
                "[8081/TCP].name: http is the name of port 8080; expected another name, or the setting port to move "
                "the port"
            ),
        ),
        (
            [{"containerPort": 8080, "protocol": "UDP", "name": "dns"}],
            (
                "[8080/UDP].name: dns is the name of port 53/UDP; expected another name, or the setting ports.dns "
                "to move the port"
            ),
        ),
    ],
)
def test_a_port_that_others_lead_to_keeps_its_name_and_its_number(ports: Any, message: str) -> None:
    assert told(in_container(ports=ports), **BESIDE) == [f"{POD}.containers[web].ports{message}"]


def test_a_worker_has_a_port_for_its_probes_that_stays_too() -> None:
    [message] = told(in_container(ports=[{"containerPort": 8080, "name": "health"}]), kind="worker")

    assert message.startswith(f"{POD}.containers[web].ports[8080/TCP].name: expected http")


def test_a_port_can_be_changed_and_another_one_added() -> None:
    ports = [{"containerPort": 8080, "hostIP": "::1"}, {"containerPort": 8080, "protocol": "UDP", "name": "quic"}]

    assert told(in_container(ports=ports), **BESIDE) == []


@pytest.mark.parametrize("at", ["startupProbe", "readinessProbe", "livenessProbe"])
@pytest.mark.parametrize("handler", ["httpGet", "tcpSocket"])
def test_a_probe_leads_to_a_port_of_its_container(at: str, handler: str) -> None:
    nowhere, there, number = ({at: {handler: {"port": port}}} for port in ("htp", "metrics", 1))

    assert told(in_container(**nowhere), **BESIDE) == [
        f'{POD}.containers[web].{at}.{handler}.port: unknown port "htp" of the container; did you mean http?'
    ]
    assert told(in_container(**there), **BESIDE) == told(in_container(**number), **BESIDE) == []


def test_a_probe_can_lead_to_a_port_that_another_patch_adds() -> None:
    added = in_container(ports=[{"containerPort": 9999, "name": "admin"}])
    probe = in_container(readinessProbe={"httpGet": {"port": "admin"}})

    assert told(added, probe) == []
    assert len(told(probe)) == 1


def test_hooks_lead_to_ports_too() -> None:
    [message] = told(in_container(lifecycle={"preStop": {"httpGet": {"port": "stop"}}}))

    assert message.startswith(f'{POD}.containers[web].lifecycle.preStop.httpGet.port: unknown port "stop"')


def test_the_ports_of_each_container_are_those_of_its_settings() -> None:
    app = app_with(("Deployment", in_container(ports=[{"containerPort": 7, "name": "echo"}])), **BESIDE)

    assert declared_ports("web", app) == {
        "web": {PodPort(8080): "http", PodPort(9090): "metrics", PodPort(53, "UDP"): "dns"},
        "proxy": {PodPort(15000): None},
    }
    assert patched_ports(app.patches, "web") == {PodPort(7): "echo"}
    assert patched_ports(app.patches, "proxy") == {}


def test_objects_without_pods_have_no_containers() -> None:
    app = app_with(("Service", {"metadata": {"labels": {"a": "b"}}}))

    assert [*wrong_pods("web", app, app.patches[0])] == []
