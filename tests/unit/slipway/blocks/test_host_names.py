from typing import Any

from slipway.blocks.host_names import host_names
from slipway.settings import StatelessAppSettings
from slipway.settings.host_names import HostNamesSettings
from slipway.settings.service import ServiceSettings


def names(said: dict[str, Any], *, host_network: bool = False) -> dict[str, Any]:
    found: Any = host_names("web", HostNamesSettings.model_validate(said), host_network=host_network)
    return {name: value for name, value in found.items() if value is not None}


def test_a_pod_that_says_nothing_has_the_names_of_the_cluster() -> None:
    assert names({}) == {}


def test_on_the_network_of_its_node_names_of_the_cluster_still_resolve() -> None:
    assert names({}, host_network=True) == {"dns_policy": "ClusterFirstWithHostNet"}
    assert names({"dnsPolicy": "Default"}, host_network=True) == {"dns_policy": "Default"}


def test_aliases_are_lines_of_the_hosts_file() -> None:
    [alias] = names({"hostAliases": {"10.0.0.7": ["db.example.com", "db"]}})["host_aliases"]

    assert (alias.ip, alias.hostnames) == ("10.0.0.7", ["db.example.com", "db"])


def test_the_resolver_gets_servers_domains_and_options() -> None:
    config = names(
        {"dnsConfig": {"nameservers": ["10.0.0.53"], "searches": ["corp"], "options": {"ndots": 2, "use-vc": ""}}}
    )["dns_config"]

    assert (config.nameservers, config.searches) == (["10.0.0.53"], ["corp"])
    assert [(each.name, each.value) for each in config.options] == [("ndots", "2"), ("use-vc", None)]


def test_the_resolver_gets_no_empty_lists() -> None:
    config = names({"dnsConfig": {"searches": ["corp"]}})["dns_config"]

    assert (config.nameservers, config.options) == (None, None)


def test_a_host_name_resolves_in_the_headless_service_of_the_app() -> None:
    headless = {"image": "a:1", "port": 80, "hostname": "shop", "service": ServiceSettings(headless=True)}
    found = host_names("web", StatelessAppSettings(**headless), host_network=False)
    alone = host_names("web", StatelessAppSettings(image="a:1", port=80, hostname="shop"), host_network=False)
    nameless = host_names("web", StatelessAppSettings(**{**headless, "hostname": None}), host_network=False)

    assert (found["hostname"], found["subdomain"]) == ("shop", "web-headless")
    assert (alone["hostname"], alone["subdomain"]) == ("shop", None)
    assert (nameless["hostname"], nameless["subdomain"]) == (None, None)
