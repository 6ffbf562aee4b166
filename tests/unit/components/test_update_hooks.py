from pulumi import Stash

from components.update_hooks import before_update
from tests.deployment import deploy


def test_without_an_engine_there_is_nothing_to_call_back() -> None:
    def program() -> None:
        assert before_update("never", lambda _: None) is None
        Stash("words", input="these")

    deploy(program)
