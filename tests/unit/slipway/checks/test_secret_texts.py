import pytest

from slipway.checks.secret_texts import is_label, secret_names_in, secret_words
from tests.secret_samples import COMMANDS, OTHER_COMMANDS, PASSWORD


@pytest.mark.parametrize(
    ("words", "place"), COMMANDS, ids=lambda each: " ".join(each) if isinstance(each, list) else ""
)
def test_a_secret_among_the_words_of_a_command_is_found_at_its_place(words: list[str], place: int) -> None:
    among = set(secret_words(words))
    within = {index for index, word in enumerate(words) if any(secret_names_in(word))}

    assert among | within == {place}


@pytest.mark.parametrize("words", OTHER_COMMANDS, ids=" ".join)
def test_a_command_that_only_refers_to_one_has_none(words: list[str]) -> None:
    assert [*secret_words(words)] == []
    assert [name for word in words for name, _ in secret_names_in(word)] == []


def test_a_text_tells_the_name_and_the_value() -> None:
    assert [*secret_names_in(f"host=db password='{PASSWORD}'")] == [("password", f"'{PASSWORD}'")]


@pytest.mark.parametrize(
    ("name", "value", "label"),
    [
        ("password", "Password", True),
        ("login.password", "Enter your password", True),
        ("DB_PASSWORD", "Enter your password", False),
        ("password", "my secret words", False),
        ("password", "Tulip", False),
    ],
)
def test_the_label_of_a_field_is_no_secret(name: str, value: str, *, label: bool) -> None:
    assert is_label(name, value) is label
