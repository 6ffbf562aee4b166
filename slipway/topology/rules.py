"""Allowed traffic: peers, ports, and the rules made of them."""

from dataclasses import dataclass

from slipway.settings.connection import ClusterPodsSettings
from slipway.settings.fields import Cidr
from slipway.settings.ports import PodPort
from slipway.topology.apps import AppId
from slipway.topology.cloud_metadata import without_metadata


@dataclass(frozen=True)
class Addresses:
    """A CIDR block with exceptions."""

    cidr: Cidr
    without: tuple[Cidr, ...] = ()

    @staticmethod
    def outward(cidr: Cidr, without: tuple[Cidr, ...] = ()) -> "Addresses":
        """A target of pods: without the metadata servers of clouds, unless the block lies within them."""
        return Addresses(cidr, without_metadata(cidr, without))


@dataclass(frozen=True)
class Entity:
    """A peer by the name that Cilium has for it. Cilium does not match nodes and the API server by their addresses.

    https://docs.cilium.io/en/stable/security/policy/language/#entities-based
    """

    name: str


Peer = AppId | ClusterPodsSettings | Addresses | Entity


@dataclass(frozen=True)
class Rule:
    """Traffic with any of these peers on any of these ports. Without peers: with everybody."""

    peers: tuple[Peer, ...]
    ports: tuple[PodPort, ...]


@dataclass(frozen=True)
class Traffic:
    """All allowed traffic of a pod except DNS, which every pod may use."""

    ingress: tuple[Rule, ...]
    egress: tuple[Rule, ...]
