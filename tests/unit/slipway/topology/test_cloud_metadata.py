import pytest

from slipway.topology.addresses import METADATA, without_metadata

V4, V6 = METADATA


@pytest.mark.parametrize(
    ("cidr", "without", "left_out"),
    [
        ("0.0.0.0/0", (), (V4,)),
        ("::/0", (), (V6,)),
        ("0.0.0.0/0", ("10.0.0.0/8",), ("10.0.0.0/8", V4)),
        ("0.0.0.0/0", ("169.254.169.254/32",), ("169.254.169.254/32", V4)),
        ("0.0.0.0/0", ("169.0.0.0/8",), ("169.0.0.0/8",)),
        ("169.254.0.0/15", (), (V4,)),
    ],
)
def test_a_range_that_holds_more_leaves_it_out_once(
    cidr: str, without: tuple[str, ...], left_out: tuple[str, ...]
) -> None:
    assert without_metadata(cidr, without) == left_out


@pytest.mark.parametrize("cidr", ["203.0.113.0/24", "169.254.169.254/32", "169.254.0.0/16", "fd00:ec2::254/128"])
def test_any_other_range_is_what_it_says(cidr: str) -> None:
    assert without_metadata(cidr, ()) == ()
