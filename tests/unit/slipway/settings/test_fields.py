from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from slipway.settings.environment import EnvSource
from slipway.settings.fields import (
    AppName,
    Cidr,
    DataKey,
    DnsLabel,
    Duration,
    EnvName,
    Host,
    ImageRef,
    KeyReference,
    NonNegativeInt,
    ObjectName,
    PercentOrCount,
    Port,
    PositiveInt,
    PositivePercentOrCount,
    Reason,
    Seconds,
    Text,
    UniqueList,
    UserId,
    duplicates,
)
from slipway.settings.written import WrittenFloat, WrittenInt, WrittenText

DIGEST = "@sha256:" + "0123456789abcdef" * 4

ACCEPTED: list[tuple[Any, list[object]]] = [
    (DnsLabel, ["shop", "a", "1", "a-1", "a" * 63]),
    (AppName, ["web", "w", "web-2", "w" * 52]),
    (ObjectName, ["db-user-pass", "ca.crt", "1.2", "a" * 240]),
    (Host, ["api.example.com", "localhost", "*.example.com"]),
    (Port, [1, 8080, 65535]),
    (PositiveInt, [1, 300]),
    (NonNegativeInt, [0, 300]),
    (PositivePercentOrCount, [1, 3, "1%", "100%"]),
    (Seconds, [1, 3600]),
    (UserId, [1, 10001, 2**31 - 1]),
    (
        ImageRef,
        [
            "nginx:1.29",
            "sh3b0/app_python:1.4.2",
            "nginx:latest",
            "nginx:RC_1.0-b",
            "registry.example.com/team/shop/web:1",
            "localhost:5000/web:1",
            f"nginx{DIGEST}",
            f"registry.example.com:5000/web:1.2{DIGEST}",
            "a__b/c--d:1",
        ],
    ),
    (EnvName, ["DB_HOST", "_", "a1", "discovery.type", "A-B", "1A", "A B"]),
    (KeyReference, ["db-user-pass/password", "ca.bundle/ca.crt", "a/A_1", "n" * 240 + "/" + "k" * 253]),
    (DataKey, ["username", "ca.crt", "A_1-b"]),
    (PercentOrCount, [0, 3, "0%", "25%", "100%"]),
]

REFUSED: list[tuple[Any, list[object]]] = [
    (DnsLabel, ["", "Shop", "-a", "a-", "a_b", "a.b", "a" * 64, "shop\n", 1.5, None]),
    (AppName, ["", "1web", "Web", "web-", "w" * 53]),
    (ObjectName, ["", "a..b", ".a", "A", "a/b", "a" * 241]),
    (Host, ["", "API.example.com", "a.*.com", "https://a.com", "a.com:80", "a.com/"]),
    (Port, [0, 65536, -1, "8080", 80.0, True, None]),
    (PositiveInt, [0, -1, "3", 1.0, True]),
    (NonNegativeInt, [-1, 2**31, "3", 1.0, True]),
    (PositivePercentOrCount, [0, "0%", "101%", "25", -1, True, 2**31]),
    (Seconds, [0, "10s", 1.5]),
    (UserId, [0, 2**31, "1000"]),
    (
        ImageRef,
        [
            "",
            "nginx",
            "registry.example.com/web",
            "localhost:5000/web",
            "Nginx:1.29",
            "team/Web:1",
            "nginx:",
            "nginx:-1",
            "nginx:1 ",
            "/nginx:1",
            "nginx@sha256:abc",
            f"nginx{DIGEST.upper()}",
            "nginx:" + "1" * 129,
            "https://registry.example.com/web:1",
        ],
    ),
    (EnvName, ["", "A=B", "é", "A\tB", "A\n"]),
    (KeyReference, ["", "password", "db/", "/password", "a/b/c", "DB/password", "db/..", "db/..a", "db/" + "k" * 254]),
    (KeyReference, ["n" * 241 + "/k"]),
    (DataKey, ["", "a/b", "a b"]),
    (PercentOrCount, [-1, "101%", "25", "07%", "1.5%", True, 0.25, 2**31]),
]


def rows(table: list[tuple[Any, list[object]]]) -> list[tuple[Any, object]]:
    return [(kind, value) for kind, values in table for value in values]


@pytest.mark.parametrize(("kind", "value"), rows(ACCEPTED))
def test_a_sound_word_is_accepted_as_it_stands(kind: Any, value: object) -> None:
    assert TypeAdapter(kind).validate_python(value) == value


@pytest.mark.parametrize(("kind", "value"), rows(REFUSED))
def test_an_unsound_word_is_refused_by_saying_what_was_expected(kind: Any, value: object) -> None:
    with pytest.raises(ValidationError, match=r"expected (a|an|the) .+, for example "):
        TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize("kind", [kind for kind, _ in ACCEPTED])
def test_the_example_in_a_refusal_is_itself_accepted(kind: Any) -> None:
    adapter = TypeAdapter(kind)
    with pytest.raises(ValidationError) as refused:
        adapter.validate_python(None)

    adapter.validate_python(refused.value.errors()[0]["ctx"]["example"])


TEXT: TypeAdapter[str] = TypeAdapter(Text)


@pytest.mark.parametrize("text", ["", "-v", "two\nlines", "\u20ac $(X)"])
def test_text_is_given_to_a_process_as_it_stands(text: str) -> None:
    assert TEXT.validate_python(text) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3000, "3000"),
        (-1, "-1"),
        (WrittenInt(18, "0022"), "0022"),
        (WrittenFloat(1.1, "1.10"), "1.10"),
        (WrittenText("2024-04-01", "2024-04-01 00:00:00 +0000 UTC"), "2024-04-01"),
    ],
)
def test_a_number_is_the_text_that_is_written(value: object, text: str) -> None:
    assert TEXT.validate_python(value) == text


@pytest.mark.parametrize("value", [True, 1.5, None, "x\0y", WrittenInt(18), WrittenFloat(1.1)])
def test_what_could_be_spelt_in_several_ways_or_in_none_is_refused(value: object) -> None:
    with pytest.raises(ValidationError, match='expected a string without a zero byte, for example "on"'):
        TEXT.validate_python(value)


def test_a_number_that_python_cannot_write_is_refused() -> None:
    with pytest.raises(ValidationError, match="expected a string without a zero byte"):
        TEXT.validate_python(10**5000)


REASON = TypeAdapter(Reason)


@pytest.mark.parametrize("text", ["as always!", "Der Hersteller will es so: siehe #12", "a" * 1000])
def test_words_on_one_line_are_a_reason(text: str) -> None:
    assert REASON.validate_python(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "because",
        " padded on the left",
        "padded on the right ",
        "on two\nlines of text",
        "a" * 1001,
        True,
        123456789,
    ],
)
def test_what_nobody_could_read_later_is_none(text: object) -> None:
    with pytest.raises(ValidationError, match="expected a reason of at least 10 characters, on one line, for example"):
        REASON.validate_python(text)


DURATION = TypeAdapter(Duration)


@pytest.mark.parametrize("text", ["1s", "90m", "1h", "999999s"])
def test_seconds_minutes_or_hours_are_a_span_of_time(text: str) -> None:
    assert DURATION.validate_python(text) == text


@pytest.mark.parametrize("text", ["", "0s", "01h", "1d", "1h30m", "1.5h", "1000000s", "-1s", "1 h", "1s\n", 60, None])
def test_any_other_span_is_refused(text: object) -> None:
    with pytest.raises(ValidationError, match="expected a duration in seconds, minutes or hours, for example 1h"):
        DURATION.validate_python(text)


RANGES = TypeAdapter(Cidr)
MAPPED = IPv6Network("::ffff:0:0/96")


@given(st.one_of(*(st.ip_addresses(v=v) for v in (4, 6))), st.integers(0, 32))
def test_every_network_of_both_families_is_a_range(address: IPv4Address | IPv6Address, length: int) -> None:
    family = IPv4Network if isinstance(address, IPv4Address) else IPv6Network
    network = family((int(address), length), strict=False)
    assume(not (isinstance(network, IPv6Network) and network.subnet_of(MAPPED)))
    text = str(network)

    assert RANGES.validate_python(text) == text


@pytest.mark.parametrize(
    "text", ["10.0.0.1", "10.0.0.1/24", "10.0.0.0/33", "10.0.0.0/255.0.0.0", "10.0.0.0/08", "fe80::%eth0/64", "all", 10]
)
def test_what_is_no_range_is_refused(text: object) -> None:
    with pytest.raises(ValidationError, match="expected a CIDR block without host bits"):
        RANGES.validate_python(text)


@pytest.mark.parametrize(
    ("text", "own_form"),
    [
        ("::ffff:169.254.169.254/128", "169.254.169.254/32"),
        ("::ffff:a9fe:0/112", "169.254.0.0/16"),
        ("::ffff:0:0/96", "0.0.0.0/0"),
    ],
)
def test_an_ipv4_block_that_is_written_as_ipv6_is_told_its_own_form(text: str, own_form: str) -> None:
    with pytest.raises(ValidationError, match=f"expected an IPv4 block in its own form: {own_form}; got {text}"):
        RANGES.validate_python(text)


@given(st.lists(st.sampled_from("abcdef")))
def test_exactly_the_names_that_come_up_again_are_named_once_each(names: list[str]) -> None:
    assert duplicates(names) == sorted({name for name in names if names.count(name) > 1})


def told(items: list[object], type_: object) -> str:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(UniqueList[type_]).validate_python(items)  # type: ignore[valid-type]
    [error] = refused.value.errors()
    return error["msg"]


def test_what_is_said_once_is_taken_in_its_order() -> None:
    assert TypeAdapter(UniqueList[str]).validate_python(["b", "a"]) == ("b", "a")
    assert TypeAdapter(UniqueList[int | str]).validate_python([1, "1"]) == (1, "1")


def test_what_is_said_twice_is_named() -> None:
    assert told(["a", "b", "a"], str) == "expected a list without duplicates; a occurs twice"
    assert told([443, 443], int) == "expected a list without duplicates; 443 occurs twice"


def test_a_structure_is_told_by_its_places_also_when_it_was_written_in_two_ways() -> None:
    assert told(["x", "web", {"name": "web"}], EnvSource) == (
        "expected a list without duplicates; items 1 and 2 are equal"
    )


def test_a_long_list_is_read_once() -> None:
    assert len(TypeAdapter(UniqueList[int]).validate_python(range(100_000))) == 100_000
