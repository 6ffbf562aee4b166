from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from slipway.settings.fields import (
    AppName,
    DataKey,
    DnsLabel,
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
    Seconds,
    UserId,
)
from slipway.settings.labels import LabelKey, LabelValue, Requirement

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
    (
        LabelKey,
        [
            "queue",
            "app.kubernetes.io/name",
            "topology.kubernetes.io/zone",
            "A_b.c",
            "a.b/C_d-1.e",
            "disktype",
            "a" * 63,
        ],
    ),
    (LabelValue, ["", "orders", "ssd", "A_b.c-1", "A_1-b.c", "a" * 63]),
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
    (EnvName, ["DB_HOST", "_", "a1"]),
    (KeyReference, ["db-user-pass/password", "ca.bundle/ca.crt", "a/A_1", "n" * 240 + "/" + "k" * 253]),
    (DataKey, ["username", "ca.crt", "A_1-b"]),
    (PercentOrCount, [0, 3, "0%", "25%", "100%"]),
]

REFUSED: list[tuple[Any, list[object]]] = [
    (DnsLabel, ["", "Shop", "-a", "a-", "a_b", "a.b", "a" * 64, "shop\n", 1, None]),
    (AppName, ["", "1web", "Web", "web-", "w" * 53]),
    (ObjectName, ["", "a..b", ".a", "A", "a/b", "a" * 241]),
    (Host, ["", "API.example.com", "a.*.com", "https://a.com", "a.com:80", "a.com/"]),
    (Port, [0, 65536, -1, "8080", 80.0, True, None]),
    (PositiveInt, [0, -1, "3", 1.0, True]),
    (NonNegativeInt, [-1, 2**31, "3", 1.0, True]),
    (PositivePercentOrCount, [0, "0%", "101%", "25", -1, True, 2**31]),
    (
        LabelKey,
        ["", "a b", "-a", "a/", "/a", "Example.com/a", "A.B/c", "a..b/c", "a/b/c", "a" * 64, "d" * 254 + "/a", 1],
    ),
    (LabelValue, ["a b", "-a", "a.", "a" * 64, 1.5, 5.5, True]),
    (Requirement, [True, [], {}, {"in": ["a"], "exists": True}, {"exists": "yes"}, {"within": ["a"]}, ["a b"], None]),
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
    (EnvName, ["", "1A", "A-B", "A B", "A=B"]),
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
