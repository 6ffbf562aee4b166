from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings import StatelessAppSettings
from slipway.settings.cluster import ClusterSettings
from slipway.settings.cluster_peers import CallerSettings, ClusterPeersSettings
from slipway.settings.connection import ClusterPodsSettings
from tests.unit.slipway.settings.lines import lines_of


def app(*callers: Any) -> StatelessAppSettings:
    return StatelessAppSettings.model_validate({"image": "a:1", "port": 1, "acceptsFrom": callers})


def test_peers_are_pods_addresses_and_nodes_together() -> None:
    peers = ClusterPeersSettings.model_validate(
        {"namespace": "traefik", "labels": {"app": "traefik"}, "cidrs": ["10.0.0.0/8"], "nodes": True}
    )

    assert peers.pods() == ClusterPodsSettings(namespace="traefik", labels={"app": "traefik"})
    assert peers.kinds() == ["namespace", "cidrs", "nodes"]
    assert ClusterPeersSettings(nodes=True).pods() is None


def test_one_block_is_short_for_a_list() -> None:
    cluster = ClusterSettings.model_validate({"ingress": {"cidr": "10.0.0.0/8"}})

    assert cluster.ingress == ClusterPeersSettings(cidrs=("10.0.0.0/8",))
    assert app({"cidr": "10.0.0.0/8"}).accepts_from == (CallerSettings(cidrs=("10.0.0.0/8",)),)


@pytest.mark.parametrize("caller", ["shop", "shop/web", "1-shop/a"])
def test_a_caller_of_the_stack_is_a_namespace_or_an_app_in_it(caller: str) -> None:
    assert app(caller).accepts_from == (CallerSettings(app=caller),)


@pytest.mark.parametrize("caller", ["*", "shop/", "/web", "shop/web/x", "Shop", "shop/1", "../web"])
def test_a_caller_of_the_stack_is_nothing_else(caller: str) -> None:
    with pytest.raises(ValidationError, match="expected a namespace of the stack, or namespace/app, for example"):
        app(caller)


def test_a_caller_reaches_the_main_port_unless_it_names_others() -> None:
    [main, one, several] = app(
        {"namespace": "a"}, {"nodes": True, "port": "metrics"}, {"apiServer": True, "ports": ["hook", "http"]}
    ).accepts_from

    assert (main.names(), one.names(), several.names()) == ((), ("metrics",), ("hook", "http"))


@pytest.mark.parametrize(
    ("caller", "line"),
    [
        (
            {},
            (
                "acceptsFrom.0: expected at least one of app, namespace, cidrs, nodes and apiServer, "
                "for example {app: shop/web}"
            ),
        ),
        ({"labels": {"app": "a"}, "nodes": True}, "acceptsFrom.0: labels needs namespace, for example"),
        (
            {"app": "shop/web", "namespace": "shop", "port": "metrics"},
            "acceptsFrom.0: namespace, port cannot be used with app; an app of the stack is written shop/web and",
        ),
        ({"nodes": True, "port": "a", "ports": ["b"]}, "acceptsFrom.0: expected port or ports, not both"),
        ({"nodes": True, "port": 80}, "acceptsFrom.0.port: expected a port name of at most 15 lowercase letters"),
        ({"cidr": "10.0.0.1/8"}, "acceptsFrom.0.cidrs.0: expected a CIDR block without host bits"),
        ({"nodes": "yes"}, "acceptsFrom.0.nodes: expected true or false"),
        ({"pods": {"namespace": "a"}}, "acceptsFrom.0.pods: unknown setting"),
    ],
)
def test_a_caller_that_nobody_could_let_in_is_told_with_its_path(caller: dict[str, Any], line: str) -> None:
    with pytest.raises(ValidationError) as error:
        app(caller)

    [told] = lines_of(error.value, StatelessAppSettings)
    assert told.startswith(line)
