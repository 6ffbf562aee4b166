"""Where clouds answer every pod with the credentials of its node.

https://kubernetes.io/docs/tasks/administer-cluster/securing-a-cluster/#restricting-cloud-metadata-api-access
"""

from ipaddress import IPv4Network, IPv6Network, ip_network

from settings.words.cidr import Cidr

METADATA: tuple[Cidr, ...] = ("169.254.0.0/16", "fd00:ec2::254/128")
"""Link-local addresses, among them 169.254.169.254 of nearly every cloud; and the one of AWS for IPv6."""


def without_metadata(cidr: Cidr, without: tuple[Cidr, ...]) -> tuple[Cidr, ...]:
    """A range that is larger leaves them out beside what it leaves out itself. One within them means them."""
    hidden = (
        each
        for each in METADATA
        if each != cidr and _within(each, cidr) and not any(_within(each, other) for other in without)
    )
    return (*without, *hidden)


def _within(inner: Cidr, outer: Cidr) -> bool:
    small, large = ip_network(inner), ip_network(outer)
    if isinstance(small, IPv4Network) and isinstance(large, IPv4Network):
        return small.subnet_of(large)
    return isinstance(small, IPv6Network) and isinstance(large, IPv6Network) and small.subnet_of(large)
