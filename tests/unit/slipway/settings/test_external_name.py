import pytest
from pydantic import TypeAdapter, ValidationError

from slipway.settings.service import ExternalHost

HOSTS = TypeAdapter(ExternalHost)


def test_a_name_inside_stands_for_a_host_outside() -> None:
    assert HOSTS.validate_python("db.example.com") == "db.example.com"


@pytest.mark.parametrize("host", ["10.0.0.1", "::1", "*.example.com", "DB.example.com", "https://db.example.com", ""])
def test_an_address_a_wildcard_and_a_url_are_no_names(host: str) -> None:
    with pytest.raises(ValidationError, match="expected a host name; no IP address and no wildcard"):
        HOSTS.validate_python(host)
