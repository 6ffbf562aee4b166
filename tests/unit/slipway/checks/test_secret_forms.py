import pytest
from hypothesis import given
from hypothesis import strategies as st

from slipway.checks.secret_forms import DESCRIPTIONS, secret_by_form
from tests.secret_samples import ALONE, FORMS, OTHER_FORMS, encoded


@pytest.mark.parametrize(("value", "what"), FORMS.items(), ids=[f"{index}" for index, _ in enumerate(FORMS)])
def test_a_secret_is_known_by_its_form_wherever_it_stands(value: str, what: str) -> None:
    assert secret_by_form(value) == what
    if value not in ALONE:
        assert secret_by_form(f'before "{value}" after') == what


@pytest.mark.parametrize("value", ["postgres://app:tulip@db/shop", "-----BEGIN " + "PRIVATE KEY-----\nMIIE"])
def test_base64_hides_no_secret(value: str) -> None:
    assert secret_by_form(encoded(f'before "{value}" after'))


def test_every_form_is_tested() -> None:
    assert {*FORMS.values()} == {*DESCRIPTIONS}


@pytest.mark.parametrize("value", OTHER_FORMS)
def test_what_only_resembles_one_is_none(value: str) -> None:
    assert secret_by_form(value) is None


@pytest.mark.parametrize("piece", [
    "a", "eyJ", "eyJaaaaaaaa:", "https://", "a://:", "-----BEGIN ", "xoxb", "A" * 15, "://x:", "Bearer ", "a@", "sig=",
])  # fmt: skip
def test_a_long_text_is_searched_to_its_end(piece: str) -> None:
    """A pattern with quadratic time would not finish this test."""
    assert secret_by_form(piece * (300_000 // len(piece))) is None


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    assert secret_by_form(text) in {None, *DESCRIPTIONS}
