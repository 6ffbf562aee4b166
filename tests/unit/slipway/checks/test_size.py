from typing import Any

from slipway.checks.quota import above_maxima, defaults_above_maxima
from slipway.settings.namespace import ManagedNamespaceSettings, NamespaceSettings

MAXIMA = {"cpu": "500m", "memory": "256Mi", "storage": "5Gi"}
DOWNLOADS = {"/models/a.bin": {"url": "https://example.com/a", "sha256": "a" * 64}}


def lines(app: dict[str, Any], **namespace: Any) -> list[str]:
    web = {"image": "nginx:1.29", "port": 8080, **app}
    settings = NamespaceSettings.model_validate({"maxima": MAXIMA, "apps": {"web": web}, **namespace})
    return [str(problem) for problem in above_maxima("shop", settings)]


def test_what_is_as_large_as_the_maxima_fits() -> None:
    assert lines({"kind": "stateful", "resources": {"memory": "256Mi"}, "storage": {"/data": "5Gi"}}) == []


def test_every_container_of_an_app_is_looked_at() -> None:
    large = {"image": "a:1", "resources": {"cpu": "100m..501m", "memory": "1Gi"}}
    app = {**large, "sidecars": {"logs": large}, "initContainers": [{"name": "one", **large}]}

    assert lines(app) == [
        f"shop.apps.web.{steps}resources.{figure}"
        for steps in ("", "sidecars.logs.", "initContainers.0.")
        for figure in (
            "cpu: expected at most 500m, the value of shop.maxima.cpu; got 501m",
            "memory: expected at most 256Mi, the value of shop.maxima.memory; got 1Gi",
        )
    ]


def test_what_fetches_downloads_is_a_container_too() -> None:
    tiny = {"cpu": "10m", "memory": "10Mi"}
    message = "shop.apps.web.downloads.cpu: expected at most 100m, the value of shop.maxima.cpu; got 500m"

    assert lines({"resources": tiny, "downloads": DOWNLOADS}, maxima={"cpu": "100m"}, limits=tiny) == [message]


def test_every_kind_of_claim_is_looked_at() -> None:
    volumes = {"/a": {"shared": {"size": "6Gi"}}, "/b": {"ephemeral": {"size": "7Gi"}}, "/c": {"claim": "any"}}

    assert lines({"kind": "stateful", "storage": {"/data": "8Gi"}, "volumes": volumes}) == [
        "shop.apps.web.storage./data: expected at most 5Gi, the value of shop.maxima.storage; got 8Gi",
        "shop.apps.web.volumes./a.shared: expected at most 5Gi, the value of shop.maxima.storage; got 6Gi",
        "shop.apps.web.volumes./b.ephemeral: expected at most 5Gi, the value of shop.maxima.storage; got 7Gi",
    ]


def test_defaults_are_within_the_maxima() -> None:
    settings = ManagedNamespaceSettings.model_validate({"maxima": MAXIMA, "limits": {"cpu": "100m..2"}})

    assert [str(problem) for problem in defaults_above_maxima("shop", settings)] == [
        "shop.limits.cpu: expected at most 500m, the value of shop.maxima.cpu; got 2"
    ]


def test_without_maxima_nothing_is_too_large() -> None:
    assert lines({"resources": {"cpu": "64", "memory": "1Ti"}}, maxima=None) == []
