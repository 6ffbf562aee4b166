import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from slipway.blocks.naming import LIMIT, volume_name
from slipway.settings.paths import AbsolutePath

SEGMENTS = st.one_of(
    st.text("aAé1-_. ", min_size=1, max_size=4),
    st.text(st.characters(codec="utf-8", exclude_characters="/:")).filter(
        lambda text: text.isprintable() and 0 < len(text) <= 50
    ),
)
PATHS = (
    st.lists(SEGMENTS.filter(lambda segment: segment not in {".", ".."}), min_size=1, max_size=4)
    .map(lambda segments: "/" + "/".join(segments))
    .map(TypeAdapter(AbsolutePath).validate_python)
)


@pytest.mark.parametrize(("path", "name"), [("/cache", "cache"), ("/app/db", "app-db"), ("/a/b/1", "a-b-1")])
def test_a_plain_path_names_its_volume(path: str, name: str) -> None:
    assert volume_name(path) == name


@pytest.mark.parametrize("path", ["/app-db", "/app_db", "/App/db", "/app/.db", "/app/db-"])
def test_a_path_that_says_more_than_its_name_gets_a_digest(path: str) -> None:
    assert re.fullmatch(r"app-db-[0-9a-f]{6}", volume_name(path))


@given(PATHS)
def test_a_name_is_a_dns_label_of_limited_length(path: str) -> None:
    assert re.fullmatch(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?", volume_name(path))
    assert len(volume_name(path)) <= LIMIT


@given(PATHS, PATHS)
def test_two_paths_never_share_a_name(one: str, other: str) -> None:
    assume(one != other)

    assert volume_name(one) != volume_name(other)
