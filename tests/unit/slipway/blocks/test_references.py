from slipway.blocks.references import real_key, real_name

NAMES = {"db": "db-1a2b"}


def test_what_is_not_known_is_called_as_it_is_referred_to() -> None:
    assert (real_name("db", NAMES), real_name("vault", NAMES)) == ("db-1a2b", "vault")


def test_a_reference_is_a_name_and_a_key() -> None:
    assert (real_key("db/user.name", NAMES), real_key("vault/token", NAMES)) == (
        ("db-1a2b", "user.name"),
        ("vault", "token"),
    )
