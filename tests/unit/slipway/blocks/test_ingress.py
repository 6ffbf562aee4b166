from typing import Any

import pytest

from slipway.blocks.ingress import annotations, ingress, tls_secret, url
from slipway.settings.ingress import IngressSettings

PLAIN = IngressSettings(host="shop.example.com")
ISSUED = IngressSettings(host="shop.example.com", path="/api/", cluster_issuer="letsencrypt")
NAMED = IngressSettings(host="shop.example.com", tls_secret="own", cluster_issuer="letsencrypt")


def test_a_host_and_prefix_lead_to_the_service_by_the_name_of_its_port() -> None:
    spec: Any = ingress("web", ISSUED, "web")

    (rule,) = spec.rules
    (path,) = rule.http.paths
    assert (rule.host, path.path, path.path_type) == ("shop.example.com", "/api/", "Prefix")
    assert (path.backend.service.name, path.backend.service.port.name) == ("web", "http")


def test_an_ingress_without_a_class_is_left_to_the_default_one() -> None:
    assert ingress("web", PLAIN, "web").ingress_class_name is None


@pytest.mark.parametrize(
    ("settings", "secret", "address"),
    [
        (PLAIN, None, "http://shop.example.com"),
        (ISSUED, "web-tls", "https://shop.example.com/api"),
        (NAMED, "own", "https://shop.example.com"),
    ],
    ids=["plain", "issued", "named"],
)
def test_a_secret_or_an_issuer_makes_it_https(settings: IngressSettings, secret: str | None, address: str) -> None:
    spec: Any = ingress("web", settings, "web")

    assert tls_secret("web", settings) == secret
    assert [(tls.hosts, tls.secret_name) for tls in spec.tls or []] == (
        [(["shop.example.com"], secret)] if secret else []
    )
    assert url("web", settings) == address


def test_an_issuer_is_asked_by_an_annotation() -> None:
    assert annotations(ISSUED) == {"cert-manager.io/cluster-issuer": "letsencrypt"}
    assert annotations(PLAIN) == {}


def test_every_host_has_every_path_and_one_certificate_for_all() -> None:
    settings = IngressSettings.model_validate(
        {
            "host": "a.example.com",
            "hosts": ["b.example.com"],
            "pathType": "Exact",
            "paths": {"/grpc": "grpc", "/x": {"pathType": "ImplementationSpecific"}},
            "issuer": "own",
        }
    )
    spec: Any = ingress("web", settings, "web")

    assert [rule.host for rule in spec.rules] == ["a.example.com", "b.example.com"]
    for rule in spec.rules:
        assert [(path.path, path.path_type, path.backend.service.port.name) for path in rule.http.paths] == [
            ("/", "Exact", "http"),
            ("/grpc", "Prefix", "grpc"),
            ("/x", "ImplementationSpecific", "http"),
        ]
    assert [(tls.hosts, tls.secret_name) for tls in spec.tls] == [(["a.example.com", "b.example.com"], "web-tls")]


def test_an_issuer_of_the_namespace_is_asked_beside_what_the_settings_annotate() -> None:
    settings = IngressSettings(host="shop.example.com", issuer="own", annotations={"a/b": "c"})

    assert annotations(settings) == {"cert-manager.io/issuer": "own", "a/b": "c"}


def test_the_certificate_is_named_as_in_the_cluster() -> None:
    settings = IngressSettings(host="shop.example.com", tls_secret="shop-tls")

    spec: Any = ingress("web", settings, "web", secrets={"shop-tls": "shop-tls-1a2b"})

    assert spec.tls[0].secret_name == "shop-tls-1a2b"
