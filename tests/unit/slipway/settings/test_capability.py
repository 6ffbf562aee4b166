import pytest
from pydantic import TypeAdapter, ValidationError

from slipway.settings.security import BASELINE, RESTRICTED, Capability

CAPABILITY = TypeAdapter(Capability)


@pytest.mark.parametrize("name", sorted(BASELINE))
def test_whatever_a_level_admits_can_be_asked_for(name: str) -> None:
    assert CAPABILITY.validate_python(name) == name


@pytest.mark.parametrize("name", ["ALL", "CAP_NET_ADMIN", "net_admin", "NET_ADMN", "", None])
def test_what_is_no_capability_is_refused(name: object) -> None:
    with pytest.raises(ValidationError, match="expected a Linux capability without CAP_, for example NET_BIND_SERVI"):
        CAPABILITY.validate_python(name)


def test_what_a_stricter_level_admits_the_looser_ones_admit_too() -> None:
    assert RESTRICTED < BASELINE


@pytest.mark.parametrize("name", ["SYS_ADMIN", "SYS_MODULE", "SYS_PTRACE", "NET_ADMIN", "NET_RAW", "BPF"])
def test_what_reaches_beyond_the_container_is_admitted_by_the_loosest_level_alone(name: str) -> None:
    assert CAPABILITY.validate_python(name) not in BASELINE
