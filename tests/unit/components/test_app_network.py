"""The network of single components is as closed as in a stack."""

from typing import Any

import pytest
from pulumi import RunError

from components import ManagedNamespace, StatefulApp, StatelessApp, WorkerApp
from components.app_network import create_network_policies
from offline.manifests import manifests
from offline.recorder import Recording
from slipway.settings import ManagedNamespaceSettings, StatefulAppSettings, StatelessAppSettings, WorkerAppSettings
from slipway.settings.cluster import ClusterSettings
from tests.deployment import deploy
from tests.network_policies import Policies, Somebody

DB = StatefulAppSettings(image="postgres:18.1", port=5432)
CLUSTER = ClusterSettings.model_validate({"ingress": {"namespace": "traefik"}})


def pod(name: str, number: int, namespace: str = "shop") -> Somebody:
    named = {"kubernetes.io/metadata.name": namespace}
    return Somebody(name, f"10.1.0.{number}", namespace, {"app.kubernetes.io/name": name}, named)


def shop(**web: Any) -> Recording:
    settings = StatelessAppSettings.model_validate({"image": "a:1", "port": 8080, "connectsTo": ["db"], **web})

    def program() -> None:
        inside = ManagedNamespace("shop", ManagedNamespaceSettings(team="storefront"), cluster=CLUSTER)
        StatefulApp("shop.db", DB, namespace=inside)
        StatelessApp("shop.web", settings, namespace=inside, peers={"db": DB})
        WorkerApp("shop.mailer", WorkerAppSettings(image="a:1"), namespace=inside)

    return deploy(program)


def test_the_declared_connection_is_open_and_nothing_else() -> None:
    policies = Policies([each.content for each in manifests(shop())])
    web, db, mailer = (pod(name, number) for number, name in enumerate(["web", "db", "mailer"]))

    assert policies.allow(web, db, 5432)
    for source, target in [(db, web), (mailer, db), (web, mailer), (mailer, web), (db, mailer)]:
        for port in (5432, 8080):
            assert not policies.allow(source, target, port), (source, target, port)
    assert not policies.allow(web, db, 5433)


def test_the_controller_of_an_app_waits_for_the_closed_network_and_its_own_policies() -> None:
    recording = shop()
    waits = recording.one("Deployment", "shop.web").dependencies
    policies = {each.urn for each in recording.all("NetworkPolicy") if each.name != "shop.db"}

    assert policies <= {*waits}


def test_the_objects_carry_the_team_of_the_namespace() -> None:
    labels = shop().one("Deployment", "shop.web").inputs["metadata"]["labels"]

    assert labels["slipway.dev/team"] == "storefront"


def test_a_connection_that_the_peer_does_not_accept_is_refused() -> None:
    settings = StatelessAppSettings.model_validate(
        {"image": "a:1", "port": 80, "connectsTo": [{"app": "db", "namespace": "data"}]}
    )

    def program() -> None:
        inside = ManagedNamespace("shop", ManagedNamespaceSettings())
        StatelessApp("web", settings, namespace=inside, peers={"data/db": DB})

    with pytest.raises(
        RunError, match=r"data/db does not accept connections from shop/web; set acceptsFrom: \[shop/web\]"
    ):
        deploy(program)


def test_a_connection_without_the_settings_of_its_peer_is_refused() -> None:
    settings = StatelessAppSettings.model_validate({"image": "a:1", "port": 80, "connectsTo": ["db"]})

    def program() -> None:
        StatelessApp("web", settings, namespace=ManagedNamespace("shop", ManagedNamespaceSettings()))

    with pytest.raises(RunError, match=r'web.connectsTo.0: unknown app "[a-z]+" of shop'):
        deploy(program)


def test_a_way_in_from_outside_is_a_decision_here_too() -> None:
    with pytest.raises(
        RunError, match="ingress makes the app reachable from outside the cluster; confirm it with exposed: true"
    ):
        shop(ingress={"host": "shop.example.com"})


def test_the_ingress_controller_of_the_cluster_reaches_what_is_exposed() -> None:
    policies = Policies([each.content for each in manifests(shop(ingress={"host": "a.example.com"}, exposed=True))])
    traefik = Somebody("traefik", "10.2.0.1", "traefik", {}, {"kubernetes.io/metadata.name": "traefik"})

    assert policies.allow(traefik, pod("web", 0), 8080)
    assert not policies.allow(traefik, pod("db", 1), 5432)


def test_a_namespace_of_somebody_else_stays_as_it_is() -> None:
    created: list[object] = []

    def program() -> None:
        app = WorkerApp("mailer", WorkerAppSettings(image="a:1"), namespace="theirs")
        created.extend(create_network_policies(app))

    assert deploy(program).all("NetworkPolicy") == []
    assert created == []
