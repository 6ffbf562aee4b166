import pytest
from pydantic import ValidationError

from slipway.settings.pod import PodSettings


@pytest.mark.parametrize(
    ("setting", "what"),
    [("runAsUser", "a numeric user id"), ("runAsGroup", "a numeric group id"), ("fsGroup", "a numeric group id")],
)
def test_nobody_is_root(setting: str, what: str) -> None:
    with pytest.raises(ValidationError, match=rf"expected {what} other than 0 \(root\)"):
        PodSettings.model_validate({"image": "a:1", setting: 0})


def test_a_process_is_in_no_group_of_root() -> None:
    with pytest.raises(ValidationError, match=r"expected a numeric group id other than 0 \(root\), for example 44"):
        PodSettings.model_validate({"image": "a:1", "supplementalGroups": [44, 0]})


@pytest.mark.parametrize("setting", ["runAsUser", "runAsGroup"])
def test_a_root_process_has_the_numbers_of_root(setting: str) -> None:
    relaxed = {"relaxations": {"runAsRoot": "its image knows no other user"}}
    with pytest.raises(ValidationError, match=f"expected either {setting} or relaxations.runAsRoot"):
        PodSettings.model_validate({"image": "a:1", setting: 10001, **relaxed})
