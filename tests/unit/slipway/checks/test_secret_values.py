import pytest

from slipway.checks.secret_values import could_be_secret, could_be_secret_in_text, is_uuid, looks_random, text_of
from tests.secret_samples import OTHER_VALUES, PASSWORD


@pytest.mark.parametrize("value", [*OTHER_VALUES, None, True, False])
def test_a_switch_a_placeholder_or_a_reference_is_no_secret_whatever_it_is_called(value: object) -> None:
    assert not could_be_secret(value)


@pytest.mark.parametrize(
    "value",
    [
        *(PASSWORD, "1234", 1234, "$tulip", "truex", "pre-$(X)-suffix", "/tulip/aB3", "x", "***tulip"),
        *("${DB_PASSWORD:-tulip}", "${DB_PASSWORD-tulip}", "correct horse battery staple"),
    ],
)
def test_anything_else_could_be_one(value: object) -> None:
    assert could_be_secret(value)


@pytest.mark.parametrize(
    "value",
    [
        "$TOKEN",
        "$1",
        "$(cat",
        "`cat",
        "config.password",
        "getToken()",
        "os.environ['X']",
        "str",
        "string",
        "Optional[str]",
    ],
)
def test_what_a_script_or_a_program_reads_at_run_time_is_none(value: str) -> None:
    assert not could_be_secret_in_text(value, quoted=False)


def test_in_quotes_it_is_a_value_like_any_other() -> None:
    assert could_be_secret_in_text("config.password", quoted=True)
    assert could_be_secret_in_text("str", quoted=True)
    assert not could_be_secret_in_text("$TOKEN", quoted=True)


@pytest.mark.parametrize(
    ("value", "random"),
    [
        ("a1B2c3D4e5F6g7H8", True),
        ("prefix_a1b2c3d4e5f6", True),
        ("shop:cart:v2:items", False),
        ("kubernetes.io/hostname", False),
        ("app-config-2024-01-01", False),
        ("a1B2", False),
        ("a" * 70_000, False),
    ],
)
def test_a_value_that_no_person_would_choose_is_random(value: str, *, random: bool) -> None:
    assert looks_random(value) is random


def test_the_other_forms() -> None:
    assert is_uuid("0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0")
    assert not is_uuid("0f1e2d3c")
    assert text_of(" a ") == "a"
    assert text_of(10**5000).startswith("0x")
