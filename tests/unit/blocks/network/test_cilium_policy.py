from typing import Any

from blocks.network.cilium_policy import cilium_policy
from settings import StatelessAppSettings
from settings.cluster import DNS

SELECTOR = {"app.kubernetes.io/name": "web"}


def policy(*connections: Any, **said: Any) -> dict[str, Any] | None:
    app = StatelessAppSettings.model_validate({"image": "a:1", "port": 1, "connectsTo": connections, **said})
    return cilium_policy(app, SELECTOR, DNS)


def test_a_name_is_open_on_its_ports_and_its_addresses_are_learnt_from_dns() -> None:
    watched = {
        "toEndpoints": [{"matchLabels": {"k8s:io.kubernetes.pod.namespace": "kube-system", "k8s:k8s-app": "kube-dns"}}],
        "toPorts": [{"ports": [{"port": "53", "protocol": "ANY"}], "rules": {"dns": [{"matchPattern": "*"}]}}],
    }

    assert policy({"host": "db.example.com", "port": 5432}, {"host": "*.example.org", "ports": [80, 443]}) == {
        "endpointSelector": {"matchLabels": SELECTOR},
        "egress": [
            watched,
            {
                "toFQDNs": [{"matchName": "db.example.com"}],
                "toPorts": [{"ports": [{"port": "5432", "protocol": "TCP"}]}],
            },
            {
                "toFQDNs": [{"matchPattern": "*.example.org"}],
                "toPorts": [{"ports": [{"port": "80", "protocol": "TCP"}, {"port": "443", "protocol": "TCP"}]}],
            },
        ],
    }


def test_who_asks_the_kubernetes_api_reaches_it_without_an_address() -> None:
    found = policy(apiAccess={"reason": "reads its own pods"})

    assert found
    assert found["egress"] == [{"toEntities": ["kube-apiserver"]}]


def test_who_asks_for_neither_has_none() -> None:
    assert policy({"cidr": "10.0.0.0/8", "port": 1}) is None
