import pytest
from hypothesis import given
from hypothesis import strategies as st

from slipway.checks.secret_names import secret_by_name
from tests.secret_samples import NAMES, OTHER_NAMES, OTHER_VALUES, PASSWORD

RANDOM = "a1B2c3D4e5F6g7H8"


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_secret_is_known_whatever_its_value_is(name: str) -> None:
    assert secret_by_name(name, PASSWORD)


@pytest.mark.parametrize("name", OTHER_NAMES)
def test_a_name_that_only_speaks_of_a_secret_is_none(name: str) -> None:
    assert not secret_by_name(name, PASSWORD)


@pytest.mark.parametrize("value", OTHER_VALUES)
def test_no_name_makes_a_secret_of_a_switch_a_placeholder_or_a_reference(value: str) -> None:
    assert not secret_by_name("DB_PASSWORD", value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ACME_KEY", RANDOM),
        ("Authorization", "Bearer tulip"),
        ("Proxy-Authorization", "Basic tulip"),
        ("key", RANDOM),
        ("AUTH_SALT", RANDOM),
        ("PASSWORD_HASH", "5f4dcc3b5aa765d61d8327deb882cf99"),
        ("VAULT_SECRET_ID", "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"),
        ("configSecret", "Tulip!"),
        ("DB_PASSWORD", 4711),
        ("DB_PASS", 4711),
        ("DB_PASSWORD", 10**5000),
    ],
    ids=lambda each: str(each)[:20] if isinstance(each, str) else "number",
)
def test_where_a_name_leaves_it_open_the_value_decides(name: str, value: object) -> None:
    assert secret_by_name(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ACME_KEY", "shop:cart:v2"),
        ("CACHE_KEY", RANDOM),
        ("GIT_HASH", "0123456789abcdef" * 2),
        ("INSTRUMENTATION_KEY", "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"),
        ("pass", 3),
        ("AUTHORIZATION", "enabled"),
        ("Authorization", "Bearer $(TOKEN)"),
        ("PASSWORD_HASH", "argon2"),
        ("SECRET_ID", "shop/db"),
        ("BASIC_AUTH", "enabled"),
        ("checksum/secret", "ab" * 32),
        ("PASSWORDS", 3),
        ("DB_PASSWORD", None),
        ("DB_PASSWORD", False),
    ],
)
def test_and_a_value_that_is_no_secret_passes(name: str, value: object) -> None:
    assert not secret_by_name(name, value)


@given(st.text(), st.one_of(st.text(), st.integers(), st.floats(), st.none()))
def test_any_name_gets_an_answer(name: str, value: object) -> None:
    assert secret_by_name(name, value) in {True, False}
