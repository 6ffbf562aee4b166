import pytest

from tools.passphrase import DOCUMENTED, environment


def test_each_documented_stack_is_decrypted_by_its_own_passphrase() -> None:
    assert environment("dev", {}) == {"PULUMI_CONFIG_PASSPHRASE": "slipway-dev"}
    assert len(set(DOCUMENTED.values())) == len(DOCUMENTED)


def test_a_stack_of_the_users_own_is_given_none() -> None:
    assert environment("staging", {}) == {}


@pytest.mark.parametrize(
    "user", [{"PULUMI_CONFIG_PASSPHRASE": ""}, {"PULUMI_CONFIG_PASSPHRASE_FILE": "/run/secrets/passphrase"}]
)
def test_what_the_user_has_said_wins_even_if_it_is_empty(user: dict[str, str]) -> None:
    assert environment("dev", user) == {}


def test_the_passphrase_of_production_says_that_it_guards_nothing() -> None:
    assert "placeholder" in DOCUMENTED["prod"]
