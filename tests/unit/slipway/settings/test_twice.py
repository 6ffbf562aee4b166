from hypothesis import given
from hypothesis import strategies as st

from slipway.settings.fields import duplicates


@given(st.lists(st.sampled_from("abcdef")))
def test_exactly_the_names_that_come_up_again_are_named_once_each(names: list[str]) -> None:
    assert duplicates(names) == sorted({name for name in names if names.count(name) > 1})
