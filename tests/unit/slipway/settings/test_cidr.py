from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

import hypothesis
import pytest
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from slipway.settings.fields import Cidr

RANGES = TypeAdapter(Cidr)


@hypothesis.given(st.one_of(*(st.ip_addresses(v=v) for v in (4, 6))), st.integers(0, 32))
def test_every_network_of_both_families_is_a_range(address: IPv4Address | IPv6Address, length: int) -> None:
    family = IPv4Network if isinstance(address, IPv4Address) else IPv6Network
    text = str(family((int(address), length), strict=False))

    assert RANGES.validate_python(text) == text


@pytest.mark.parametrize(
    "text", ["10.0.0.1", "10.0.0.1/24", "10.0.0.0/33", "10.0.0.0/255.0.0.0", "10.0.0.0/08", "fe80::%eth0/64", "all", 10]
)
def test_what_is_no_range_is_refused(text: object) -> None:
    with pytest.raises(ValidationError, match="expected a CIDR block without host bits"):
        RANGES.validate_python(text)
