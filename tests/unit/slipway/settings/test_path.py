from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from slipway.settings.paths import AbsolutePath, FilePath, UrlPath


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (AbsolutePath, ["/cache", "/app/db", "/a/..b", "/With Space"]),
        (FilePath, ["/app/config.json", "/etc/app/A_1.toml"]),
        (UrlPath, ["/", "/healthz", "/api/v1/"]),
    ],
)
def test_a_sound_path_is_accepted_as_it_stands(kind: Any, values: list[str]) -> None:
    assert [TypeAdapter(kind).validate_python(each) for each in values] == values


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (kind, value)
        for kind, values in (
            (AbsolutePath, ["", "/", "tmp", "/app/", "/app//db", "/app/../etc", "/..", "/app/./db", "/a\0b", "/a:b"]),
            (FilePath, ["", "/x.json", "app/x.json", "/app/", "/app/../x", "/app/x y", "/app/" + "x" * 254]),
            (UrlPath, ["", "healthz", "/a b", "/a?b=1", "/a#b"]),
        )
        for value in (*values, None)
    ],
)
def test_an_unsound_one_is_refused_with_an_example_that_is_itself_accepted(kind: Any, value: object) -> None:
    with pytest.raises(ValidationError, match=r"expected (a|an|the) .+, for example ") as refused:
        TypeAdapter(kind).validate_python(value)
    TypeAdapter(kind).validate_python(refused.value.errors()[0]["ctx"]["example"])
