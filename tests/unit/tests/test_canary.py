"""The search finds every form of a canary. Otherwise its silence would prove nothing."""

import base64
import gzip
import hashlib
import json
from urllib.parse import quote

import pytest
import yaml

from tests.canary import Canary, leaks

CANARY = Canary("secrets.shop.db.password")
VALUE = CANARY.value


@pytest.mark.parametrize(
    "text",
    [
        VALUE,
        f"psql postgres://app:{VALUE}@db",
        json.dumps({"a": VALUE}),
        json.dumps(json.dumps({"a": VALUE})),
        yaml.safe_dump({"a": [VALUE]}),
        quote(VALUE),
        VALUE.encode().hex(),
        VALUE.upper(),
        base64.b64encode(VALUE.encode()).decode(),
        base64.b64encode(b"a" + VALUE.encode()).decode(),
        base64.b64encode(b"ab" + VALUE.encode() + b"z").decode(),
        base64.b64encode(json.dumps({"password": VALUE}).encode()).decode(),
        base64.b64encode(gzip.compress(json.dumps({"password": VALUE}).encode())).decode(),
        f'"release": "{base64.b64encode(base64.b64encode(gzip.compress(VALUE.encode()))).decode()}"',
        f"db-{hashlib.sha256(VALUE.encode()).hexdigest()[:10]}",
        f"checksum: {hashlib.md5(VALUE.encode()).hexdigest()}",  # noqa: S324  # what others might do
    ],
)
def test_a_leak_is_found_however_it_is_written(text: str) -> None:
    assert leaks(f"before\n{text} after\n", [Canary("another"), CANARY])


def test_what_is_no_leak_is_none() -> None:
    text = json.dumps({"secretKeyRef": {"name": "shop.db-4e1f", "key": "password"}, "value": "v1:DWw115ScbwgY:PdUz"})

    assert leaks(text, [CANARY]) == []


def test_each_place_has_a_value_of_its_own() -> None:
    assert leaks(Canary("secrets.shop.db.username").value, [CANARY]) == []
