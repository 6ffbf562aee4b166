"""Host names in a pod: its own, and how it resolves those of others.

https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
"""

from collections.abc import Collection
from ipaddress import ip_address, ip_network
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.connection import ConnectionSettings
from slipway.settings.fields import DnsLabel, Text, UniqueList
from slipway.settings.service import ExternalHost


def _address(text: str) -> str:
    """Check an IP address as the API server does: no zone, and one spelling."""
    if "%" in text or str(ip_address(text)) != text.lower() or "::ffff:" in text.lower():
        raise ValueError
    return text


IpAddress = Annotated[str, AfterValidator(_address), described_as("an IP address", "10.0.0.7")]

Hosts = Annotated[UniqueList[ExternalHost], Field(min_length=1), described_as("a list of host names", "[db.corp]")]

DNS_PORT = 53
_NAMESERVERS, _SEARCHES = 3, 32
"""The limits of Kubernetes."""

DnsOption = Annotated[
    str, Field(pattern=r"^[a-z0-9][-a-z0-9]*$", max_length=63), described_as("an option of resolv.conf", "ndots")
]


class DnsConfigSettings(Model):
    """Additions to `/etc/resolv.conf` of the pods.

    https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config
    """

    nameservers: UniqueList[IpAddress] = ()
    """DNS servers, at most three. The network is closed to them too: each needs a line in `connectsTo`, for example
    `{cidr: 10.0.0.53/32, port: 53, protocol: UDP}`. Default: none."""
    searches: UniqueList[ExternalHost] = ()
    """Domains that are searched for short names, at most 32. Default: none."""
    options: dict[DnsOption, Text] = {}
    """Options of the resolver by name, for example `{ndots: "2"}`; an empty text for an option without a value:
    `{use-vc: ""}`. Default: none."""

    @model_validator(mode="after")
    def _says_something(self) -> "DnsConfigSettings":
        if not (self.nameservers or self.searches or self.options):
            raise conflict('expected nameservers, searches or options, for example {options: {ndots: "2"}}')
        for name, said, most in (
            ("nameservers", self.nameservers, _NAMESERVERS),
            ("searches", self.searches, _SEARCHES),
        ):
            if len(said) > most:
                raise conflict(f"{name}: Kubernetes allows at most {most}; got {len(said)}")
        return self


class HostNamesSettings(Model):
    """The host names in a pod."""

    hostname: DnsLabel | None = None
    """The host name that the processes see; of all pods of the app the same. With a headless Service
    (`service: {headless: true}`) it resolves as `<hostname>.<app>-headless`. Default: the name of the pod.
    https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-hostname-and-subdomain-fields"""
    host_aliases: dict[IpAddress, Hosts] = {}
    """Lines of `/etc/hosts`: host names by IP address, `{10.0.0.7: [db.corp.example.com]}`. They open no
    connection. Default: none. https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/"""
    dns_policy: Literal["ClusterFirst", "Default", "None"] = "ClusterFirst"
    """The DNS of the pods: that of the cluster (`ClusterFirst`), that of their node (`Default`), or `dnsConfig` alone
    (`None`). https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy"""
    dns_config: DnsConfigSettings | None = None
    """Nameservers, search domains and options beside those of `dnsPolicy`. Default: none."""

    def subdomain(self, name: str) -> str | None:
        """The headless Service of an app with this name, if it has one."""
        del name
        return None

    @model_validator(mode="after")
    def _some_nameserver(self) -> "HostNamesSettings":
        if self.dns_policy == "None" and not (self.dns_config and self.dns_config.nameservers):
            raise conflict(
                "dnsPolicy None needs nameservers, for example dnsConfig: {nameservers: [10.0.0.53]}; "
                "or leave dnsPolicy out"
            )
        return self


def closed_nameservers(settings: HostNamesSettings, connections: Collection[ConnectionSettings]) -> list[str]:
    """The nameservers that no connection leads to."""
    said = settings.dns_config.nameservers if settings.dns_config else ()
    return [address for address in said if not any(_leads_to(each, address) for each in connections)]


def _leads_to(connection: ConnectionSettings, address: str) -> bool:
    if connection.cidr is None or not any(each.covers(DNS_PORT, "UDP") for each in connection.numbers()):
        return False
    target = ip_address(address)
    return target in ip_network(connection.cidr) and not any(target in ip_network(each) for each in connection.except_)
