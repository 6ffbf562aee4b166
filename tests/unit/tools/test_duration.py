import pytest

from tools.duration import spoken


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.04, "0.0 s"), (3.94, "3.9 s"), (9.96, "10 s"), (59.4, "59 s"), (59.6, "1 m 0 s"), (190, "3 m 10 s")],
)
def test_durations_read_as_a_person_says_them(seconds: float, said: str) -> None:
    assert spoken(seconds) == said
