from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from slipway.settings.security import BASELINE, RESTRICTED, Capability, RelaxationsSettings

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


REASON = "it has always been so"
EACH: dict[str, Any] = {
    "writableRootFilesystem": ("restricted", REASON),
    "runAsRoot": ("baseline", REASON),
    "privilegeEscalation": ("baseline", REASON),
    "hostNetwork": ("privileged", REASON),
    "hostPath": ("privileged", REASON),
    "noCpuLimit": ("restricted", REASON),
    "shareProcessNamespace": ("restricted", REASON),
    "noReadinessProbe": ("restricted", REASON),
    "noLivenessProbe": ("restricted", REASON),
    "addCapabilities.NET_BIND_SERVICE": ("restricted", REASON),
    "addCapabilities.CHOWN": ("baseline", REASON),
    "addCapabilities.NET_ADMIN": ("privileged", REASON),
}


def relaxed(name: str, reason: object = REASON) -> RelaxationsSettings:
    group, _, capability = name.partition(".")
    return RelaxationsSettings.model_validate({group: {capability: reason} if capability else reason})


def test_every_relaxation_is_tried_below() -> None:
    assert {name.partition(".")[0] for name in EACH} == {
        field.alias for field in RelaxationsSettings.model_fields.values()
    }


def test_nothing_is_relaxed_unless_it_is_said() -> None:
    assert RelaxationsSettings().reasons() == {}


@pytest.mark.parametrize("name", EACH)
def test_each_relaxation_has_its_reason_and_the_strictest_level_that_admits_it(name: str) -> None:
    level, reason = EACH[name]

    assert relaxed(name).reasons() == {name: reason}
    assert list(relaxed(name).needed_levels()) == [(name, level)]


@pytest.mark.parametrize("name", EACH)
@pytest.mark.parametrize("reason", ["", "because", "  ten blanks  ", "two\nlines of text", True, {}])
def test_what_gives_no_reason_is_refused(name: str, reason: object) -> None:
    with pytest.raises(ValidationError, match="expected a reason of at least 10 characters, on one line, for example"):
        relaxed(name, reason)
