from hypothesis import given
from hypothesis import strategies as st

from settings.words.twice import twice


@given(st.lists(st.sampled_from("abcdef")))
def test_exactly_the_names_that_come_up_again_are_named_once_each(names: list[str]) -> None:
    assert twice(names) == sorted({name for name in names if names.count(name) > 1})
