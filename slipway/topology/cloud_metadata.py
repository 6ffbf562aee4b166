"""The metadata servers of clouds: addresses that no wide range means, because they return credentials of the node."""

from collections.abc import Iterable, Iterator
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_network

from slipway.settings.fields import Cidr

_IPV4: tuple[Cidr, ...] = (
    # Link-local addresses, including 169.254.169.254 of most clouds: https://www.rfc-editor.org/rfc/rfc3927
    "169.254.0.0/16",
    # The wire server of Azure: https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
    "168.63.129.16/32",
    # Alibaba Cloud: https://www.alibabacloud.com/help/en/ecs/user-guide/view-instance-metadata
    "100.100.100.200/32",
    # Oracle Cloud at Customer, and its earlier cloud.
    "192.0.0.192/32",
)
_IPV6: tuple[Cidr, ...] = (
    # Link-local addresses, including fe80::a9fe:a9fe of OpenStack: https://www.rfc-editor.org/rfc/rfc4291#section-2.5.6
    "fe80::/10",
    # AWS, its Pod Identity agent too: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
    "fd00:ec2::/32",
    # Google Cloud: https://cloud.google.com/compute/docs/metadata/querying-metadata
    "fd20:ce::254/128",
    # Oracle Cloud
    "fd00:c1::a9fe:a9fe/128",
    # Alibaba Cloud
    "fd00:100::100:200/128",
    # Scaleway: https://docs.cloud-init.io/en/latest/reference/datasources/scaleway.html
    "fd00:42::42/128",
    # Akamai: https://docs.cloud-init.io/en/latest/reference/datasources/akamai.html
    "fd00:a9fe:a9fe::1/128",
)


def _translated(cidr: Cidr) -> Cidr:
    """An IPv4 block behind a NAT64 gateway. https://www.rfc-editor.org/rfc/rfc6052#section-2.1"""
    block = IPv4Network(cidr)
    return f"{IPv6Address(int(IPv6Address('64:ff9b::')) + int(block.network_address))}/{block.prefixlen + 96}"


METADATA: tuple[Cidr, ...] = (*_IPV4, *_IPV6, *map(_translated, _IPV4))
"""All of them. An IPv4 address that is written as an IPv6 address (`::ffff:169.254.169.254`) needs no entry: a node
sends such a packet as IPv4. https://www.rfc-editor.org/rfc/rfc4291#section-2.5.5.2"""

GKE_IDENTITY = "iam.gke.io/gcp-service-account"
"""The annotation of a ServiceAccount with its identity in Google Cloud. The pods get their token from the metadata
server. In EKS and AKS it comes over HTTPS, like any other connection."""
GKE_METADATA: tuple[tuple[Cidr, tuple[int, ...]], ...] = (
    ("169.254.169.252/32", (987, 988)),
    ("169.254.169.254/32", (80, 8080)),
)
"""The metadata server of GKE, without and with Dataplane V2:
https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy#network-policy-and-workload-identity"""


def without_metadata(cidr: Cidr, without: tuple[Cidr, ...] = ()) -> tuple[Cidr, ...]:
    """The exceptions of a CIDR block, plus metadata addresses. A block within the metadata addresses keeps them."""
    hidden = (
        each
        for each in METADATA
        if each != cidr and _within(each, cidr) and not any(_within(each, other) for other in without)
    )
    return (*without, *hidden)


def unnamed_metadata(named: Iterable[Cidr]) -> Iterator[tuple[Cidr, tuple[Cidr, ...]]]:
    """Each block of the metadata addresses with the smaller blocks in it that are named. A block that is named itself
    is left out.
    """
    said = [*named]
    for block in METADATA:
        if block not in said:
            yield block, tuple(each for each in said if _within(each, block))


def _within(inner: Cidr, outer: Cidr) -> bool:
    small, large = ip_network(inner), ip_network(outer)
    if isinstance(small, IPv4Network) and isinstance(large, IPv4Network):
        return small.subnet_of(large)
    return isinstance(small, IPv6Network) and isinstance(large, IPv6Network) and small.subnet_of(large)
