import pytest
from hypothesis import given
from hypothesis import strategies as st

from slipway.settings.secret_patterns import PATTERNS, could_be_secret, secret_by_itself, secret_by_name

SECRETS = {
    "-----BEGIN RSA " + "PRIVATE KEY-----\nMIIE": "a private key",
    "-----BEGIN " + "PRIVATE KEY-----": "a private key",
    "-----BEGIN PGP " + "PRIVATE KEY BLOCK-----": "a private key",
    "AKIA" + "IOSFODNN7EXAMPLE": "an AWS access key",
    "ghp_" + "a1B2" * 9: "a GitHub token",
    "github_pat_" + "a1B2_" * 12: "a GitHub token",
    "glpat-" + "a1B2c" * 4: "a GitLab token",
    "xoxb-" + "123456789012-abc": "a Slack token",
    "https://hooks.slack.com/services/" + "T000/B000/XXXX": "a Slack webhook",
    "sk_live_" + "a1B2c3D4e5": "a Stripe key",
    "AIza" + "a1B2c" * 7: "a Google API key",
    "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0In0." + "c2lnbmF0dXJl": "a JSON Web Token",
    "postgres://app:" + "tulip@db.shop.svc:5432/shop": "a URL with a password",
    "https://:" + "tulip@example.com": "a URL with a password",
}


@pytest.mark.parametrize("name", [
    "PASSWORD", "DB_PASSWORD", "dbPassword", "db-password", "MYSQL_PWD", "db.pass", "PGPASSWORD", "SECRET_KEY",
    "AWS_SECRET_ACCESS_KEY", "API_KEY", "apiKey", "APIKEY", "GITHUB_TOKEN", "authToken", "CLIENT_SECRET",
    "PRIVATE_KEY", "JWT_SIGNING_KEY", "PASSWORD_2", "TOKEN1", "passphrase", "GOOGLE_CREDENTIALS",
])  # fmt: skip
def test_a_name_that_ends_in_a_word_for_secrets_is_that_of_one(name: str) -> None:
    assert secret_by_name(name)


@pytest.mark.parametrize("name", [
    "PASSWORD_FILE", "TOKEN_URL", "SECRET_NAME", "PASSWORD_MIN_LENGTH", "TOKEN_TTL", "AWS_ACCESS_KEY_ID", "MAX_TOKENS",
    "PWD", "OLDPWD", "BYPASS", "COMPASS", "KEY", "PUBLIC_KEY", "SORT_KEY", "TOKENIZER", "SECRETARY", "HOST", "color",
])  # fmt: skip
def test_a_name_about_something_else_is_none(name: str) -> None:
    assert not secret_by_name(name)


@pytest.mark.parametrize(
    "value", ["", " ", "true", "FALSE", "off", "$(DB_PASSWORD)", "${PASSWORD}", "{{ token }}", "<x>"]
)
def test_a_switch_or_a_placeholder_is_no_secret_whatever_it_is_called(value: str) -> None:
    assert not could_be_secret(value)


@pytest.mark.parametrize("value", ["tulip", "1234", 1234, "$tulip", "/etc/x", "truex", "pre-$(X)-suffix"])
def test_anything_else_could_be_one(value: object) -> None:
    assert could_be_secret(value)


@pytest.mark.parametrize(("value", "what"), SECRETS.items(), ids=lambda each: each[:8])
def test_a_secret_is_known_by_itself_wherever_it_stands(value: str, what: str) -> None:
    assert secret_by_itself(value) == what
    assert secret_by_itself(f'before "{value}" after') == what


def test_every_pattern_is_tested() -> None:
    assert {*SECRETS.values()} == {*PATTERNS}


@pytest.mark.parametrize("value", [
    "", "blue", "https://example.com:8080/path?x=a:b@c", "http://user@example.com/", "postgres://app:$(DB_PASSWORD)@db/x",
    "postgres://app:${DB_PASSWORD}@db", "https://{{user}}:{{password}}@db", "redis://db:6379/0", "AKIA", "eyJhbGciOi",
    "-----BEGIN CERTIFICATE-----", "-----BEGIN PUBLIC KEY-----", "sha256:" + "ab" * 32, "ghp_short", "user@example.com",
    "arn:aws:iam::123456789012:role/shop", "image:1.0@sha256:" + "0" * 64, "2001:db8::1@eth0", "mailto:a:b@c",
])  # fmt: skip
def test_what_only_resembles_one_is_none(value: str) -> None:
    assert secret_by_itself(value) is None


@pytest.mark.parametrize(
    "piece", ["a", "eyJ", "eyJaaaaaaaa:", "https://", "a://:", "-----BEGIN ", "xoxb", "A" * 15, "://x:"]
)
def test_a_million_characters_are_searched_to_their_end(piece: str) -> None:
    """A pattern with quadratic time would not finish this test."""
    assert secret_by_itself(piece * (1_000_000 // len(piece))) is None


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    assert secret_by_itself(text) in {None, *PATTERNS}
    assert secret_by_name(text) in {True, False}
