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
        "1, * * * *",
        "*/05 * * * *",
        " 0  0\t* * * ",
        "@every 1h",
        "@every 1h30m",
        "@every 1.5h",
        "@every 90s",
        "0 0 29 2 *",
    ],
)
def test_so_is_what_looks_odd_and_is_none_the_less_accepted_by_the_api_server(expression: str) -> None:
    assert CRON.validate_python(expression) == expression


FIVE = "expected a cron schedule of five fields (minute hour day month weekday)"
MACROS = "@yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly"
NUMBERS = "*, a list (1,2), a range (1-5) or a step (*/2)"


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        (
            "CRON_TZ=Europe/Berlin 0 3 * * *",
            'the time zone has a setting of its own: write schedule: "0 3 * * *" and timeZone: Europe/Berlin',
        ),
        ("TZ=UTC @daily", 'the time zone has a setting of its own: write schedule: "@daily" and timeZone: UTC'),
        ("0 3 * * 7", f"weekday: expected 0 to 6 or sun to sat, {NUMBERS}; got 7: write 0 for Sunday"),
        ("0 3 * * 5-7", f"weekday: expected 0 to 6 or sun to sat, {NUMBERS}; got 5-7: write 0 for Sunday"),
        ("60 * * * *", f"minute: expected 0 to 59, {NUMBERS}; got 60"),
        ("* 24 * * *", f"hour: expected 0 to 23, {NUMBERS}; got 24"),
        ("* * 0 * *", f"day: expected 1 to 31, {NUMBERS}; got 0"),
        ("* * L * *", f"day: expected 1 to 31, {NUMBERS}; got l"),
        ("* * * 13 *", f"month: expected 1 to 12 or jan to dec, {NUMBERS}; got 13"),
        ("* * * january *", f"month: expected 1 to 12 or jan to dec, {NUMBERS}; got january"),
        ("*/0 * * * *", f"minute: expected 0 to 59, {NUMBERS}; got */0"),
        ("30-10 * * * *", f"minute: expected 0 to 59, {NUMBERS}; got 30-10"),
        (", * * * *", f"minute: expected 0 to 59, {NUMBERS}; got ,"),
        ("0 0 31 4,6 *", "day: no month of this schedule has the day 31, so it would never run"),
        (
            "@reboot",
            f"expected one of {MACROS}, or @every 1h; got @reboot",
        ),
        (
            "@every 1d",
            "expected an interval of at least one second after @every, for example @every 1h30m; got 1d",
        ),
        (
            "0 0 3 * * *",
            f'{FIVE}; got six: Kubernetes has no seconds and no years, write "0 */6 * * *"',
        ),
        (
            "every day at 9",
            f"{FIVE}, for example 0 */6 * * *",
        ),
    ],
)
def test_any_other_schedule_is_refused_with_the_part_that_is_wrong(expression: str, message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        CRON.validate_python(expression)
    assert [each["msg"] for each in refused.value.errors()] == [message]


@pytest.mark.parametrize(
    "expression",
    [
        *("", "* * * *", "* * 32 * *", "* * * 0 *", "-1 * * * *", "* * * * fri-mon", "mon * * * *", "1- * * * *"),
        *("@Daily", "@every 0s", "@every -1h", "@every ", "9" * 5000 + " * * * *", "@every " + "9" * 5000 + "h", None),
    ],
    ids=lambda expression: str(expression)[:20],
)
def test_no_refusal_is_longer_than_a_few_lines(expression: object) -> None:
    with pytest.raises(ValidationError) as refused:
        CRON.validate_python(expression)
    assert len(refused.value.errors()[0]["msg"]) < 300


@given(st.tuples(*FIELDS).map(" ".join))
def test_every_expression_of_sound_fields_is_accepted(expression: str) -> None:
    assert CRON.validate_python(expression) == expression


@given(st.text())
def test_any_text_is_accepted_or_refused_but_never_breaks(text: str) -> None:
    with suppress(ValidationError):
        assert CRON.validate_python(text) == text
