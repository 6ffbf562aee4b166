from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.pod import PodSettings
from slipway.settings.security import RelaxationsSettings

REASON = "it has always been so"
EACH: dict[str, Any] = {
    "writableRootFilesystem": ("restricted", REASON),
    "runAsRoot": ("baseline", REASON),
    "privilegeEscalation": ("baseline", REASON),
    "hostNetwork": ("privileged", REASON),
    "hostPath": ("privileged", REASON),
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


def test_root_has_no_other_user_beside_it() -> None:
    with pytest.raises(ValidationError, match=r"expected either runAsUser or relaxations\.runAsRoot"):
        PodSettings.model_validate({"image": "a:1", "runAsUser": 33, "relaxations": {"runAsRoot": REASON}})
