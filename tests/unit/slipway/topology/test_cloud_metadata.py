from ipaddress import ip_address, ip_network

import pytest

from slipway.topology.cloud_metadata import METADATA, unnamed_metadata, without_metadata

V4 = tuple(each for each in METADATA if ip_network(each).version == 4)
V6 = tuple(each for each in METADATA if ip_network(each).version == 6)
LINK_LOCAL = V4[0]


@pytest.mark.parametrize(
    ("cidr", "without", "left_out"),
    [
        ("0.0.0.0/0", (), V4),
        ("::/0", (), V6),
        ("0.0.0.0/0", ("10.0.0.0/8",), ("10.0.0.0/8", *V4)),
        ("0.0.0.0/0", ("169.254.169.254/32",), ("169.254.169.254/32", *V4)),
        ("0.0.0.0/0", ("169.0.0.0/8",), ("169.0.0.0/8", *V4[1:])),
        (
            "0.0.0.0/0",
            ("168.63.129.16/32",),
            ("168.63.129.16/32", *(each for each in V4 if each != "168.63.129.16/32")),
        ),
        ("169.254.0.0/15", (), (LINK_LOCAL,)),
        ("168.0.0.0/8", (), ("168.63.129.16/32",)),
        ("100.64.0.0/10", (), ("100.100.100.200/32",)),
        ("fe00::/8", (), ("fe80::/10",)),
    ],
)
def test_a_range_that_holds_more_leaves_it_out_once(
    cidr: str, without: tuple[str, ...], left_out: tuple[str, ...]
) -> None:
    assert without_metadata(cidr, without) == left_out


@pytest.mark.parametrize(
    "cidr",
    [
        *("203.0.113.0/24", "169.254.169.254/32", "169.254.0.0/16", "168.63.129.16/32", "fd00:ec2::254/128"),
        *("fd00:ec2::/32", "fe80::a9fe:a9fe/128"),
    ],
)
def test_any_other_range_is_what_it_says(cidr: str) -> None:
    assert without_metadata(cidr) == ()


@pytest.mark.parametrize(
    "server",
    [
        *("169.254.169.254", "169.254.170.2", "169.254.170.23", "169.254.42.42", "169.254.0.23"),
        *("168.63.129.16", "100.100.100.200", "192.0.0.192"),
        *("fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254", "fd00:c1::a9fe:a9fe", "fd00:42::42", "fd00:a9fe:a9fe::1"),
        *("fd00:100::100:200", "fe80::a9fe:a9fe"),
        *("64:ff9b::169.254.169.254", "64:ff9b::168.63.129.16", "64:ff9b::100.100.100.200"),
    ],
)
def test_no_metadata_server_of_a_cloud_is_in_everything(server: str) -> None:
    everything = "::/0" if ":" in server else "0.0.0.0/0"

    assert any(ip_address(server) in ip_network(each) for each in without_metadata(everything))


def test_what_is_named_is_taken_out_of_its_block() -> None:
    found = dict(unnamed_metadata(["169.254.170.23/32", "168.63.129.16/32", "10.0.0.0/8", "0.0.0.0/0"]))

    assert found["169.254.0.0/16"] == ("169.254.170.23/32",)
    assert found["100.100.100.200/32"] == ()
    assert "168.63.129.16/32" not in found
