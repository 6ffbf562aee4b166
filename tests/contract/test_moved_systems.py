"""The two systems in examples/ that were moved over ask for what their originals ask for.

The tables are facts of https://github.com/GoogleCloudPlatform/microservices-demo (v0.10.6) and of
https://github.com/mastodon/chart with its default values.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pytest

from offline.manifests import manifests
from offline.program import record_stack
from tools.layout import PROJECT

Object = Mapping[str, Any]
CONTROLLERS = ("Deployment", "StatefulSet", "Job", "CronJob")
LABEL = "app.kubernetes.io/name"


class Probed(NamedTuple):
    """The seconds of a probe: before the first one, and between two."""

    delay: int = 0
    period: int = 10


class Service(NamedTuple):
    """A service of Online Boutique: what its Deployment and its Service say."""

    port: int
    cpu: str
    memory: str
    env: Mapping[str, str] = {}
    served: int | None = None
    """The port of the Service. None: the same."""
    name: str = "grpc"
    ready: Probed = Probed()
    live: Probed = Probed()
    grace: int = 5


PORTS = {
    "PRODUCT_CATALOG": "productcatalogservice:3550",
    "CURRENCY": "currencyservice:7000",
    "CART": "cartservice:7070",
    "RECOMMENDATION": "recommendationservice:8080",
    "SHIPPING": "shippingservice:50051",
    "CHECKOUT": "checkoutservice:5050",
    "AD": "adservice:9555",
    "PAYMENT": "paymentservice:50051",
    "EMAIL": "emailservice:5000",
    "SHOPPING_ASSISTANT": "shoppingassistantservice:80",
}
OFF = {"DISABLE_PROFILER": "1"}


def addresses(*names: str) -> dict[str, str]:
    return {f"{name}_SERVICE_ADDR": PORTS[name] for name in names}


FRONTEND = addresses(*(name for name in PORTS if name not in {"PAYMENT", "EMAIL"}))
CHECKOUT = addresses("PRODUCT_CATALOG", "SHIPPING", "PAYMENT", "EMAIL", "CURRENCY", "CART")
SMALL, SLOW, OFTEN = ("100m..200m", "64Mi..128Mi"), Probed(20, 15), Probed(0, 5)
BOUTIQUE = {
    "frontend": Service(8080, *SMALL, {"PORT": "8080", "ENABLE_PROFILER": "0", **FRONTEND}, 80, "http",
                        Probed(10), Probed(10), 30),
    "adservice": Service(9555, "200m..300m", "180Mi..300Mi", {"PORT": "9555"}, ready=SLOW, live=SLOW),
    "cartservice": Service(7070, "200m..300m", "64Mi..128Mi", {"REDIS_ADDR": "redis-cart:6379"},
                           ready=Probed(15), live=Probed(15)),
    "checkoutservice": Service(5050, *SMALL, {"PORT": "5050", **CHECKOUT}, grace=30),
    "currencyservice": Service(7000, *SMALL, {"PORT": "7000", **OFF}),
    "emailservice": Service(8080, *SMALL, {"PORT": "8080", **OFF}, 5000, ready=OFTEN, live=OFTEN),
    "paymentservice": Service(50051, *SMALL, {"PORT": "50051", **OFF}),
    "productcatalogservice": Service(3550, *SMALL, {"PORT": "3550", **OFF}),
    "recommendationservice": Service(8080, "100m..200m", "220Mi..450Mi",
                                     {"PORT": "8080", **OFF, **addresses("PRODUCT_CATALOG")},
                                     ready=OFTEN, live=OFTEN),
    "redis-cart": Service(6379, "70m..125m", "200Mi..256Mi", name="tcp-redis", ready=OFTEN, live=OFTEN, grace=30),
    "shippingservice": Service(50051, *SMALL, {"PORT": "50051", **OFF}, ready=OFTEN, live=OFTEN, grace=30),
}  # fmt: skip
CALLS = [("frontend", name) for name in (
    "adservice", "cartservice", "checkoutservice", "currencyservice", "productcatalogservice",
    "recommendationservice", "shippingservice")]  # fmt: skip


class Pods(NamedTuple):
    """The pods of a part of Mastodon."""

    command: str
    env: frozenset[str] = frozenset()
    """The variables that it sets itself."""
    port: int | None = None
    volumes: tuple[str, ...] = ()


UPLOADS = ("/opt/mastodon/public/assets", "/opt/mastodon/public/system")
DATABASE, STORES = frozenset({"DB_PASS"}), frozenset({"DB_PASS", "REDIS_PASSWORD"})
PUMA = {"PORT", "MIN_THREADS", "MAX_THREADS", "WEB_CONCURRENCY", "PERSISTENT_TIMEOUT"}
QUEUES = "-q default,8 -q push,6 -q ingress,4 -q mailers,2 -q pull -q scheduler -q fasp"
MASTODON = {
    "web": Pods("bundle exec puma -C config/puma.rb", STORES | PUMA, 3000, UPLOADS),
    "streaming": Pods("node ./streaming", STORES | {"PORT"}, 4000),
    "sidekiq": Pods(f"bundle exec sidekiq -c 25 {QUEUES}", STORES, None, UPLOADS),
    "db-prepare": Pods("bundle exec rake db:prepare", STORES | {"REDIS_DRIVER"}),
    "db-post-migrate": Pods("bundle exec rake db:migrate", STORES | {"REDIS_DRIVER"}),
    "media-remove": Pods("bin/tootctl media remove", STORES, None, UPLOADS),
}


@pytest.fixture(scope="module")
def boutique() -> dict[tuple[str, str], Object]:
    return objects_of("boutique")


@pytest.fixture(scope="module")
def mastodon() -> dict[tuple[str, str], Object]:
    return objects_of("mastodon")


def objects_of(stack: str) -> dict[tuple[str, str], Object]:
    found = manifests(record_stack(stack, PROJECT / "examples" / f"Pulumi.{stack}.yaml"))
    return {(each.kind, each.name): each.content for each in found}


def template(objects: Mapping[tuple[str, str], Object], name: str) -> Object:
    """The pod template of an app of any kind."""
    found = next(
        each for each in objects.values() if each["kind"] in CONTROLLERS and each["metadata"]["labels"][LABEL] == name
    )
    spec = found["spec"]
    template: Object = spec["jobTemplate"]["spec"]["template"] if found["kind"] == "CronJob" else spec["template"]
    return template


def said(probe: Object) -> Probed:
    return Probed(probe.get("initialDelaySeconds", 0), probe["periodSeconds"])


def test_boutique_has_every_service_of_the_original_and_no_other(boutique: dict[tuple[str, str], Object]) -> None:
    deployments = {name for kind, name in boutique if kind == "Deployment"}
    services = {name for kind, name in boutique if kind == "Service"}

    assert deployments == {*BOUTIQUE, "loadgenerator"}
    assert services == {*BOUTIQUE, "frontend-external"}
    assert boutique["Service", "frontend-external"]["spec"]["type"] == "LoadBalancer"


@pytest.mark.parametrize("name", BOUTIQUE)
def test_a_service_of_boutique_asks_for_what_the_original_asks_for(
    boutique: dict[tuple[str, str], Object], name: str
) -> None:
    asked, spec = BOUTIQUE[name], template(boutique, name)["spec"]
    [container] = spec["containers"]
    [port] = boutique["Service", name]["spec"]["ports"]

    found = Service(
        port=container["ports"][0]["containerPort"],
        cpu="..".join(container["resources"][bound]["cpu"] for bound in ("requests", "limits")),
        memory="..".join(container["resources"][bound]["memory"] for bound in ("requests", "limits")),
        env={each["name"]: each["value"] for each in container.get("env", []) if each["name"] in asked.env},
        served=port["port"] if port["port"] != asked.port else None,
        name=port["name"],
        ready=said(container["readinessProbe"]),
        live=said(container["livenessProbe"]),
        grace=asked.grace if asked.grace == 5 else 30,
    )

    assert found == asked
    assert spec["securityContext"]["runAsUser"] == 1000
    assert spec["terminationGracePeriodSeconds"] >= asked.grace


def test_the_probes_of_the_page_carry_the_cookie_of_the_original(boutique: dict[tuple[str, str], Object]) -> None:
    [container] = template(boutique, "frontend")["spec"]["containers"]

    for name in ("readiness", "liveness"):
        assert container[f"{name}Probe"]["httpGet"]["httpHeaders"] == [
            {"name": "Cookie", "value": f"shop_session-id=x-{name}-probe"}
        ]


def test_every_call_of_the_page_is_open_and_a_call_of_somebody_else_is_not(
    boutique: dict[tuple[str, str], Object],
) -> None:
    for source, target in CALLS:
        callers = str(boutique["NetworkPolicy", target]["spec"]["ingress"])
        assert f"'app.kubernetes.io/name': '{source}'" in callers, (source, target)
    assert "'app.kubernetes.io/name': 'loadgenerator'" not in str(boutique["NetworkPolicy", "adservice"])


@pytest.mark.parametrize("name", MASTODON)
def test_a_part_of_mastodon_asks_for_what_the_original_asks_for(
    mastodon: dict[tuple[str, str], Object], name: str
) -> None:
    asked = MASTODON[name]
    [container] = template(mastodon, name)["spec"]["containers"]
    mounts = sorted(each["mountPath"] for each in container["volumeMounts"])

    assert " ".join(container["command"]) == asked.command
    assert {each["name"] for each in container["env"]} >= asked.env
    assert [each["containerPort"] for each in container.get("ports", [])] == ([asked.port] if asked.port else [])
    assert [path for path in mounts if path in UPLOADS] == [*asked.volumes]


def test_mastodon_keeps_one_scheduler_and_cleans_up_weekly(mastodon: dict[tuple[str, str], Object]) -> None:
    sidekiq = mastodon["Deployment", "sidekiq"]["spec"]

    assert (sidekiq["replicas"], sidekiq["strategy"]["type"]) == (1, "Recreate")
    assert mastodon["CronJob", "media-remove"]["spec"]["schedule"] == "0 0 * * 0"


def test_the_streaming_of_mastodon_has_its_path_of_the_host(mastodon: dict[tuple[str, str], Object]) -> None:
    rules = [mastodon["Ingress", name]["spec"]["rules"] for name in ("web", "streaming")]

    assert [(rule["host"], rule["http"]["paths"][0]["path"]) for [rule] in rules] == [
        ("mastodon.example.com", "/"),
        ("mastodon.example.com", "/api/v1/streaming"),
    ]


def test_a_media_server_opens_one_port_outside_and_keeps_its_web_page_inside() -> None:
    media = objects_of("media")
    services = {name: media["Service", name]["spec"] for kind, name in media if kind == "Service"}
    ports = {name: sorted(each["name"] for each in spec["ports"]) for name, spec in services.items()}
    egress = media["NetworkPolicy", "qbittorrent"]["spec"]["egress"]
    [plex] = template(media, "plex")["spec"]["containers"]

    assert services["qbittorrent"]["type"] == "ClusterIP"
    assert services["qbittorrent-peers"]["type"] == "LoadBalancer"
    assert ports["qbittorrent-peers"] == ["torrent", "torrent-udp"]
    assert "http" in ports["qbittorrent"]
    assert {(each["port"], each["endPort"], each["protocol"]) for rule in egress for each in rule["ports"]
            if "endPort" in each} == {(1024, 65535, "TCP"), (1024, 65535, "UDP")}  # fmt: skip
    assert plex["resources"]["limits"]["nvidia.com/gpu"] == "1"
    assert "patches" not in (PROJECT / "examples" / "Pulumi.media.yaml").read_text()
