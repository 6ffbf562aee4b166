from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from slipway.settings.cron import CronExpression

CRON: TypeAdapter[str] = TypeAdapter(CronExpression)


def field(low: int, high: int, names: str = "") -> st.SearchStrategy[str]:
    """Every form of one field: a list of numbers, names, ranges and wildcards, with or without a step."""
    number = st.integers(low, high)
    span = st.tuples(number, number).map(lambda pair: "-".join(map(str, sorted(pair))))
    base = st.one_of(number.map(str), span, st.sampled_from(["*", "?", *names.split()]))
    step = st.one_of(st.just(""), st.integers(1, 99).map("/{}".format))
    return st.lists(st.builds(str.__add__, base, step), min_size=1, max_size=3).map(",".join)


FIELDS = (
    field(0, 59),
    field(0, 23),
    field(1, 31),
    field(1, 12, "jan Feb MAR apr may jun jul aug sep oct nov dec"),
    field(0, 6, "sun Mon TUE wed thu fri sat"),
)


@pytest.mark.parametrize(
    "expression",
    [
        "* * * * *",
        "0 */6 * * *",
        "0,30 8-18 * * mon-fri",
        "5/15 0 1,15 * ?",
        "0 0 1 JAN-Mar/2 *",
        "59 23 31 12 6",
        "@hourly",
        "@daily",
        "@midnight",
        "@weekly",
        "@monthly",
        "@yearly",
        "@annually",
    ],
)
def test_a_schedule_of_the_cron_job_controller_is_accepted(expression: str) -> None:
    assert CRON.validate_python(expression) == expression


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "* * * *",
        "* * * * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * 32 * *",
        "* * * 0 *",
        "* * * 13 *",
        "* * * * 7",
        "*/0 * * * *",
        "-1 * * * *",
        "30-10 * * * *",
        "* * * * fri-mon",
        "* * * * january",
        "mon * * * *",
        "1, * * * *",
        "1- * * * *",
        "every day at 9",
        "@fortnightly",
        "@Daily",
        "TZ=UTC 0 0 * * *",
        5,
        None,
    ],
)
def test_any_other_schedule_is_refused(expression: object) -> None:
    with pytest.raises(ValidationError, match="expected a cron schedule of five fields"):
        CRON.validate_python(expression)


@given(st.tuples(*FIELDS).map(" ".join))
def test_every_expression_of_sound_fields_is_accepted(expression: str) -> None:
    assert CRON.validate_python(expression) == expression


@given(st.text())
def test_any_text_is_accepted_or_refused_but_never_breaks(text: str) -> None:
    with suppress(ValidationError):
        assert CRON.validate_python(text) == text
