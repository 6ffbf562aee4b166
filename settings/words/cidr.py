"""A range of addresses."""

from ipaddress import ip_network
from typing import Annotated

from pydantic import AfterValidator

from settings.words.vocabulary import expecting


def _range(text: str) -> str:
    """As the API server reads it: an address of the network itself, and the length of its prefix."""
    address, slash, length = text.partition("/")
    if not slash or "%" in address or str(int(length)) != length:
        raise ValueError
    ip_network(text, strict=True)
    return text


Cidr = Annotated[
    str, AfterValidator(_range), expecting("a range of addresses that begins with its own first one", "203.0.113.0/24")
]
