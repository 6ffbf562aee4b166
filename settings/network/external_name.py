"""A host outside the cluster that a name inside stands for."""

from ipaddress import ip_address
from typing import Annotated

from pydantic import AfterValidator, Field

from settings.words.vocabulary import Host, expecting


def _no_address(host: str) -> str:
    """The DNS of the cluster would answer with it as with a name, which nobody can look up."""
    try:
        ip_address(host)
    except ValueError:
        return host
    raise ValueError


ExternalHost = Annotated[
    Host,
    Field(pattern=r"^[^*]*$"),
    AfterValidator(_no_address),
    expecting("the name of a host (no address, no wildcard)", "db.example.com"),
]
