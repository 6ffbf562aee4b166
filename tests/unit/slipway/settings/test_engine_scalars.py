import pytest

from slipway.settings.engine_scalars import NotFinite, handed_over, json_number, key_text, resolved

# tests/engine/hostile compares thousands of made-up scalars with the engine.


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("0022", 18), ("-012", -10), ("0b-1", -1), ("0x1F", 31), ("0o17", 15), ("1_000", 1000), ("+5", 5), ("-0", 0)),
        *(("08", 8.0), ("052811112222", 52811112222.0), ("1e3", 1000.0), (".5", 0.5), ("5.", 5.0), ("1.5_0", 1.5)),
        *(("18446744073709551615", 2**64 - 1), ("18446744073709551616", 2.0**64), ("0" * 26 + "7" * 26, 10.0**26)),
    ],
)
def test_a_number_is_what_the_engine_reads(text: str, value: float) -> None:
    assert resolved(text) == pytest.approx(value, rel=0.3 if value > 2**65 else 0)
    assert type(resolved(text)).__mro__[-2] in (int, float)


@pytest.mark.parametrize(
    "text", [*("yes", "on", "190:20:30", "1e400", ".5_0", "0xFFFFFFFFFFFFFFFFFF", "_1", "0x", "1" * 5000, "2030-02-31")]
)
def test_what_is_no_number_for_the_engine_is_text(text: str) -> None:
    assert resolved(text) is text


@pytest.mark.parametrize(("text", "value"), [("True", True), ("FALSE", False), ("~", None), ("", None), ("Null", None)])
def test_words_of_yaml(text: str, value: object) -> None:
    assert resolved(text) is value


@pytest.mark.parametrize("text", [".inf", "-.INF", "+.Inf", ".NaN"])
def test_a_number_that_json_does_not_have_is_told(text: str) -> None:
    with pytest.raises(NotFinite):
        resolved(text)


@pytest.mark.parametrize(
    ("text", "engine"),
    [
        ("2024-4-1", "2024-04-01 00:00:00 +0000 UTC"),
        ("2001-12-14t21:59:43.10-05:00", "2001-12-14 21:59:43.1 -0500 -0500"),
        ("2001-12-14 1:2:3,5", "2001-12-14 01:02:03.5 +0000 UTC"),
        ("2024-03-30T00:06:40+01:60", "2024-03-30 00:06:40 +0200 +0200"),
        ("0000-02-29", "0000-02-29 00:00:00 +0000 UTC"),
    ],
)
def test_a_day_is_a_text_of_which_the_engine_makes_another(text: str, engine: str) -> None:
    assert resolved(text) == text
    assert key_text(resolved(text)) == engine


@pytest.mark.parametrize("text", ["2024-04-01T10:00:00", "2024-04-01 10:00:00Z", "2024-04-01T24:00:00Z", "24-04-01"])
def test_what_looks_like_a_time_and_is_none_is_text(text: str) -> None:
    assert type(resolved(text)) is str


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("9223372036854775807", 9223372036854775807),
        ("18446744073709551615", 18446744073709552000),
        ("033591966869567485", 33591966869567484),
        ("1e21", 1e21),
        ("1e20", 10**20),
    ],
)
def test_a_large_number_loses_digits_on_its_way_through_the_engine(text: str, number: float) -> None:
    value = handed_over(resolved(text))

    assert isinstance(value, int | float)
    assert json_number(value) == number


def test_but_the_program_has_all_of_them() -> None:
    assert handed_over(resolved("18446744073709551616")) == 18446744073709551616
