from types import SimpleNamespace
from typing import Any

import pytest
from pulumi import RunError

from components import stack_state as state
from offline.recorder import record
from slipway import pulumi_internals

RESOURCES = {
    "urn:pulumi:dev::slipway::kubernetes:core/v1:ConfigMap::shop.level": {
        "type": "kubernetes:core/v1:ConfigMap",
        "outputs": {"data": {"LEVEL": "info"}},
    },
    "urn:pulumi:dev::slipway::kubernetes:core/v1:Secret::shop.db": {
        "type": "kubernetes:core/v1:Secret",
        "outputs": {"data": {}},
    },
}


def test_under_mocks_nothing_is_held() -> None:
    found: list[Any] = []

    record(lambda: found.append(state.held("kubernetes:core/v1:ConfigMap")))

    assert found == [{}]


class Engine:
    """A fake monitor that gives these answers in turn, then the last one again. It records requests and pauses."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *answers: object) -> None:
        self.asked: list[Any] = []
        self.pauses: list[float] = []
        self._answers = answers
        monkeypatch.setattr("time.sleep", self.pauses.append)
        monkeypatch.setattr(state, "there_is_an_engine", lambda: True)
        monkeypatch.setattr(state, "monitor", object)
        monkeypatch.setattr(state, "get_organization", lambda: "acme")
        monkeypatch.setattr(state, "get_project", lambda: "slipway")
        monkeypatch.setattr(state, "get_stack", lambda: "dev")
        monkeypatch.setattr(pulumi_internals, "invoke", self._invoke)

    def _invoke(self, token: str, arguments: Any) -> Any:
        self.asked.append((token, arguments))
        answer = self._answers[min(len(self.asked), len(self._answers)) - 1]
        if isinstance(answer, Exception):
            raise answer
        return SimpleNamespace(value={"outputs": answer})


def test_the_engine_is_asked_for_this_stack_and_its_resources_are_known_by_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = Engine(monkeypatch, RESOURCES)

    assert state.held("kubernetes:core/v1:ConfigMap") == {"shop.level": {"data": {"LEVEL": "info"}}}
    assert engine.asked == [("pulumi:pulumi:readStackResourceOutputs", {"stackName": "acme/slipway/dev"})]


def test_the_engine_is_asked_once_in_a_run_and_again_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(monkeypatch, RESOURCES)
    for run in ("first", "second"):
        monkeypatch.setattr(state, "monitor", lambda run=run: run)
        state.held("kubernetes:core/v1:ConfigMap")
        state.held("kubernetes:core/v1:Secret")

    assert len(engine.asked) == 2


def test_a_state_that_the_engine_is_just_writing_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(monkeypatch, ValueError("EOF"), RESOURCES)

    assert state.held("kubernetes:core/v1:ConfigMap") == {"shop.level": {"data": {"LEVEL": "info"}}}
    assert len(engine.pauses) == 1


def test_a_state_that_cannot_be_read_ends_the_run_before_anything_is_taken_for_new(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Engine(monkeypatch, ValueError("no such bucket"))

    with pytest.raises(RunError, match="the state of acme/slipway/dev cannot be read: no such bucket"):
        state.held("kubernetes:core/v1:ConfigMap")
