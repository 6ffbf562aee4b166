from components.engine import there_is_an_engine
from offline.recorder import record


def test_there_is_none_while_recording() -> None:
    found: list[bool] = []

    record(lambda: found.append(there_is_an_engine()))

    assert found == [False]
