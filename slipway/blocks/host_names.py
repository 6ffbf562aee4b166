"""The host names in a pod."""

from typing import TypedDict

from pulumi_kubernetes.core.v1 import HostAliasArgs, PodDNSConfigArgs, PodDNSConfigOptionArgs

from slipway.settings.host_names import DnsConfigSettings, HostNamesSettings


class HostNames(TypedDict):
    """The arguments of a pod for host names."""

    hostname: str | None
    subdomain: str | None
    host_aliases: list[HostAliasArgs] | None
    dns_policy: str | None
    dns_config: PodDNSConfigArgs | None


def host_names(app: str, settings: HostNamesSettings, *, host_network: bool) -> HostNames:
    """The names of a pod. On the network of its node, names of the cluster still resolve."""
    of_the_cluster = "ClusterFirstWithHostNet" if host_network else None
    return HostNames(
        hostname=settings.hostname,
        subdomain=settings.subdomain(app) if settings.hostname else None,
        host_aliases=[
            HostAliasArgs(ip=address, hostnames=list(hosts)) for address, hosts in settings.host_aliases.items()
        ]
        or None,
        dns_policy=of_the_cluster if settings.dns_policy == "ClusterFirst" else settings.dns_policy,
        dns_config=_dns_config(settings.dns_config) if settings.dns_config else None,
    )


def _dns_config(settings: DnsConfigSettings) -> PodDNSConfigArgs:
    return PodDNSConfigArgs(
        nameservers=list(settings.nameservers) or None,
        searches=list(settings.searches) or None,
        options=[PodDNSConfigOptionArgs(name=name, value=value or None) for name, value in settings.options.items()]
        or None,
    )
