import pytest

from slipway.settings.app import AppSettings


def test_a_kind_that_does_not_answer_fails_loudly() -> None:
    class Unfinished(AppSettings):
        kind: str = "unfinished"

    with pytest.raises(NotImplementedError):
        Unfinished(image="a:1").peak_pods(1)
    with pytest.raises(AttributeError):
        Unfinished(image="a:1").owned_objects()
