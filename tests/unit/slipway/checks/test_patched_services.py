from typing import Any

import pytest

from slipway.checks.patched_services import wrong_services
from slipway.settings.patches import spelt
from tests.patched import app_with

SETTINGS: Any = {
    "ports": {"metrics": 9090, "admin": {"port": 9999, "servicePort": 99}, "dns": {"port": 53, "protocol": "UDP"}},
    "service": {"port": 80, "headless": True},
    "sidecars": {"proxy": {"image": "proxy:1", "port": 15000}},
}


def told(*patches: tuple[str, Any], kind: str = "stateless", **settings: Any) -> list[str]:
    app = app_with(*patches, kind=kind, **{**SETTINGS, **settings})
    return [f"{spelt(path)}: {message}" for patch in app.patches for path, message in wrong_services("web", app, patch)]


def ports(*items: Any) -> Any:
    return {"spec": {"ports": [*items]}}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            ports({"port": 80, "name": "web"}),
            (
                'spec.ports[80/TCP].name: expected http, the name by which an Ingress finds the port; got "web"; '
                "a protocol is "
                "told by the setting appProtocol"
            ),
        ),
        (
            ports({"port": 99, "$patch": "delete"}),
            "spec.ports[99/TCP]: expected the port to stay: clients, Ingress and routes lead to it",
        ),
        ({"spec": {"ports": None}}, "spec.ports: expected the ports to stay: clients, Ingress and routes lead to them"),
        (
            ports({"port": 80, "targetPort": "htp"}),
            (
                "spec.ports[80/TCP].targetPort: leads nowhere: expected a TCP port of the app (8080, 9090, 9999, "
                "admin, http, metrics), "
                'or a new one in the setting ports; got "htp"'
            ),
        ),
        (
            ports({"port": 443, "name": "https"}),
            (
                "spec.ports[443/TCP].targetPort: leads nowhere: expected a TCP port of the app (8080, 9090, 9999, "
                "admin, http, metrics), or a new one in the setting ports; got 443"
            ),
        ),
        (
            ports({"port": 53, "protocol": "UDP", "targetPort": "http"}),
            (
                "spec.ports[53/UDP].targetPort: leads nowhere: expected a UDP port of the app (53, dns), "
                'or a new one in the setting ports; got "http"'
            ),
        ),
        (
            ports({"port": 8080, "targetPort": "http"}),
            "spec.ports[8080/TCP]: missing name; Kubernetes requires a name of each port if a Service has several",
        ),
        (
            ports({"port": 8080, "targetPort": "http", "name": "admin"}),
            "spec.ports[8080/TCP].name: admin is the name of another port of the Service; expected another name",
        ),
    ],
)
def test_a_service_that_would_lead_nowhere_is_told(content: Any, message: str) -> None:
    assert told(("Service", content)) == [message]


@pytest.mark.parametrize(
    "content",
    [
        ports({"port": 80, "appProtocol": "grpc"}),
        ports({"port": 80, "targetPort": "metrics"}, {"port": 81, "name": "side", "targetPort": 9999}),
        ports({"port": 8080, "name": "same"}),
        {"spec": {"sessionAffinity": "ClientIP"}},
    ],
)
def test_one_that_leads_to_a_port_of_the_pods_is_none(content: Any) -> None:
    assert told(("Service", content)) == []


def test_the_headless_service_has_the_numbers_of_the_pods() -> None:
    assert told(("Service/headless", ports({"port": 8080, "name": "http"}))) == []
    assert len(told(("Service/headless", ports({"port": 8080, "$patch": "delete"})))) == 1
    assert len(told(("Service/headless", ports({"port": 80, "name": "http"})))) == 2


def test_a_port_that_only_a_patch_adds_to_the_pods_is_closed_by_the_network() -> None:
    added = {"spec": {"template": {"spec": {"containers": [{"name": "web", "ports": [{"containerPort": 7}]}]}}}}

    [message] = told(("Deployment", added), ("Service", ports({"port": 7, "name": "echo"})))

    assert message.startswith("spec.ports[7/TCP].targetPort: leads nowhere")


def test_a_closed_port_is_not_opened_to_the_outside() -> None:
    outside: Any = {"service": {"type": "NodePort"}, "exposed": True}

    assert told(("Service", ports({"port": 1, "name": "m", "targetPort": "metrics"})), **outside) == [
        (
            "spec.ports[1/TCP].targetPort: would open the port metrics to the outside of the cluster; expected "
            "the setting ports.metrics.exposed instead"
        )
    ]
    assert told(("Service", ports({"port": 1, "name": "again", "targetPort": "http"})), **outside) == []


def test_a_further_service_has_the_ports_that_it_names() -> None:
    public: Any = {"services": {"public": {"type": "NodePort", "ports": {"http": 443}}}, "exposed": True}

    assert told(("Service/public", ports({"port": 443, "appProtocol": "https"})), **public) == []
    assert told(("Service/public", ports({"port": 443, "$patch": "delete"})), **public) == [
        "spec.ports[443/TCP]: expected the port to stay: clients, Ingress and routes lead to it"
    ]
    assert told(("Service/public", ports({"port": 1, "name": "m", "targetPort": "metrics"})), **public) == [
        (
            "spec.ports[1/TCP].targetPort: would open the port metrics to the outside of the cluster; expected "
            "the setting services.public.ports instead"
        )
    ]


def backend(**port: Any) -> Any:
    path = {"path": "/", "pathType": "Prefix", "backend": {"service": {"name": "web", "port": port}}}
    return {"spec": {"rules": [{"host": "a.example.com", "http": {"paths": [path]}}]}}


AT = "spec.rules[0].http.paths[0].backend.service.port"


def test_an_ingress_leads_to_a_port_of_the_service() -> None:
    assert told(("Ingress", backend(name="http"))) == told(("Ingress", backend(number=80))) == []
    assert told(("Ingress", backend(name="htp"))) == [
        f'{AT}.name: unknown port "htp" of the Service; did you mean http?'
    ]
    assert told(("Ingress", backend(number=8080))) == [f'{AT}: unknown port "8080" of the Service; did you mean 80?']


def test_an_ingress_can_lead_to_a_port_that_another_patch_adds() -> None:
    added = ports({"port": 443, "name": "https", "targetPort": "http"})

    assert told(("Service", added), ("Ingress", backend(name="https"))) == []


@pytest.mark.parametrize(
    ("ingress", "content", "at"),
    [
        ({"className": "nginx"}, {"metadata": {"annotations": {"kubernetes.io/ingress.class": "gce"}}}, "metadata"),
        (
            {"annotations": {"kubernetes.io/ingress.class": "gce"}},
            {"spec": {"ingressClassName": "nginx"}},
            "spec.ingressClassName",
        ),
    ],
)
def test_an_ingress_names_its_class_once(ingress: Any, content: Any, at: str) -> None:
    settings: Any = {"ingress": {"host": "a.example.com", **ingress}, "exposed": True}

    [message] = told(("Ingress", content), **settings)

    assert message.startswith(at)
    assert message.endswith("named by an annotation and by ingressClassName; Kubernetes allows one of them")
    assert told(("Ingress", content), ingress={"host": "a.example.com"}, exposed=True) == []


def test_a_route_leads_to_a_port_of_the_service_by_its_number() -> None:
    def route(port: int) -> Any:
        return {"spec": {"rules": [{"backendRefs": [{"kind": "Service", "name": "web", "port": port}]}]}}

    assert told(("HTTPRoute", route(80))) == []
    assert told(("HTTPRoute", route(8080))) == [
        'spec.rules[0].backendRefs[0].port: unknown port "8080" of the Service; did you mean 80?'
    ]


def test_the_services_of_others_are_not_known() -> None:
    other = {"spec": {"defaultBackend": {"service": {"name": "other", "port": {"number": 1}}}}}

    assert told(("Ingress", other)) == []


def test_an_app_without_a_service_has_nothing_that_leads_to_it() -> None:
    app = app_with(("Deployment", {"spec": {"paused": True}}), kind="worker")

    assert [*wrong_services("web", app, app.patches[0])] == []
