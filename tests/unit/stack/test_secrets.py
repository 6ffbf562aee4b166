import pytest

from stack.secrets import StackSecrets

RAW = {"shop": {"db": {"username": "app", "password": "tulip"}}}


def test_names_and_keys_are_known() -> None:
    secrets, problems = StackSecrets.parse(RAW, encrypted=True)

    assert problems == []
    assert secrets.keys() == {"shop": {"db": frozenset({"username", "password"})}}
    assert secrets.names("shop") == ["db"]
    assert secrets.names("elsewhere") == []


@pytest.mark.parametrize(
    ("data", "same"),
    [
        ({"username": "app", "password": "tulip"}, True),
        ({"username": "app", "password": "rose"}, False),
        ({"username": "app"}, False),
    ],
)
def test_an_earlier_value_is_the_same_when_every_key_is(data: dict[str, str], *, same: bool) -> None:
    secrets, _ = StackSecrets.parse(RAW, encrypted=True)

    assert secrets.holds("shop", "db", data) is same


def test_plain_text_is_refused_with_the_command_that_encrypts() -> None:
    _, [problem] = StackSecrets.parse(RAW, encrypted=False)

    assert str(problem) == (
        "secrets: the values are in plain text; expected encrypted values, set with pulumi config set --path --secret "
        "'slipway:secrets.<namespace>.<name>.<key>'"
    )


def test_a_stack_may_have_none() -> None:
    assert StackSecrets.parse({}, encrypted=False)[1] == []


@pytest.mark.parametrize(
    ("raw", "path", "message"),
    [
        ("tulip", "secrets", "expected a mapping of namespaces"),
        ({"shop": "tulip"}, "secrets.shop", "expected a mapping of secrets"),
        ({"shop": {"db": "tulip"}}, "secrets.shop.db", "expected a mapping of keys"),
        (
            {"shop": {"db": {"password": ["tulip"]}}},
            "secrets.shop.db.password",
            "expected a string that is not",
        ),
        ({"shop": {"db": {"password": ""}}}, "secrets.shop.db.password", "expected a string that is not"),
        (
            {"Shop": {}},
            "secrets.Shop",
            "expected a DNS label of at most 63 lowercase letters",
        ),
    ],
)
def test_a_malformed_secret_is_refused_by_its_path_and_never_shown(raw: object, path: str, message: str) -> None:
    _, [problem] = StackSecrets.parse(raw, encrypted=True)

    assert problem.path == path
    assert problem.message.startswith(message)
    assert "tulip" not in str(problem)


@pytest.mark.parametrize(
    "value",
    [
        "tulip",
        '{"tulip"',
        "null",
        "[]",
        '{"auths": {}}',
        '{"auths": {"tulip": {}}}',
        '{"auths": ["tulip"]}',
        "[" * 10**5,
    ],
)
def test_what_no_image_could_be_pulled_with_is_refused_by_its_path_and_never_shown(value: str) -> None:
    secrets, problems = StackSecrets.parse({"shop": {"registry": {".dockerconfigjson": value}}}, encrypted=True)

    [problem] = secrets.unfit()
    assert problems == []
    assert str(problem) == (
        "secrets.shop.registry..dockerconfigjson: expected JSON with the credentials of at least one registry, for "
        'example {"auths": {"registry.example.com": {"username": ..., "password": ...}}}'
    )


def test_what_images_can_be_pulled_with_is_fit_and_so_is_what_is_not_set_yet() -> None:
    docker = '{"auths": {"registry.test": {"auth": "dHVsaXA="}}, "credHelpers": {}}'
    raw = {"shop": {"a": {".dockerconfigjson": docker}, "b": {".dockerconfigjson": "replace-me"}, "c": {"d": "[]"}}}

    assert StackSecrets.parse(raw, encrypted=True)[0].unfit() == []


def test_no_representation_shows_a_value() -> None:
    secrets, _ = StackSecrets.parse(RAW, encrypted=True)

    assert "tulip" not in repr(secrets)
    assert "tulip" not in str(secrets)


def test_values_that_nobody_replaced_are_found_by_their_paths() -> None:
    raw = {"shop": {"db": {"username": "app", "password": "replace-me"}}}
    secrets, _ = StackSecrets.parse(raw, encrypted=True)

    assert secrets.placeholders() == [("secrets", "shop", "db", "password")]
