import re
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pulumi_kubernetes.core.v1 import ContainerArgs, PodSpecArgs, PodTemplateSpecArgs
from pydantic import TypeAdapter

from offline.recorder import Recording
from slipway.blocks.naming import LENGTH, LIMIT, NAMING, digest, volume_name
from slipway.settings.paths import AbsolutePath
from tests.unit.stack.composed import composed


def holding(content: str, namespace: str = "shop") -> Recording:
    """A namespace whose objects have the text: in a file, in a task, and in a secret."""
    apps = {
        "web": {"image": "a:1", "port": 80, "files": {"/etc/app/color": content}, "secretEnv": {"A": "db/password"}},
        "migrate": {"kind": "task", "image": "a:1", "args": [content]},
    }
    return composed({namespace: {"apps": apps}}, {namespace: {"db": {"password": content}}})


BLUE, GREEN, ELSEWHERE = holding("blue"), holding("green"), holding("blue", "bank")


def name_of(recording: Recording, kind: str) -> str | None:
    found: str | None = recording.one(kind).inputs["metadata"].get("name")
    return found


@pytest.mark.parametrize("kind", ["Deployment", "Service", "LimitRange"])
def test_what_others_find_by_its_name_keeps_it_whatever_it_holds(kind: str) -> None:
    assert NAMING[kind] == "fixed"
    assert name_of(BLUE, kind) == name_of(GREEN, kind)


@pytest.mark.parametrize("kind", ["ConfigMap", "Job"])
def test_another_content_is_another_object_and_the_same_one_is_called_the_same_everywhere(kind: str) -> None:
    assert NAMING[kind] == "content"
    assert name_of(BLUE, kind) != name_of(GREEN, kind)
    assert name_of(BLUE, kind) == name_of(ELSEWHERE, kind)


def test_the_name_of_a_secret_tells_nothing_of_what_it_holds() -> None:
    assert NAMING["Secret"] == "generated"
    assert name_of(BLUE, "Secret") is None
    assert BLUE.one("Secret").name == GREEN.one("Secret").name


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


def template(image: str) -> PodTemplateSpecArgs:
    return PodTemplateSpecArgs(spec=PodSpecArgs(containers=[ContainerArgs(name="web", image=image)]))


@given(st.dictionaries(st.text(max_size=4), JSON, max_size=4))
def test_the_order_of_keys_does_not_matter(content: dict[str, Any]) -> None:
    assert digest(content) == digest(dict(reversed(content.items())))


@given(JSON, JSON)
def test_other_content_has_another_digest(one: Any, other: Any) -> None:
    assume(repr(one) != repr(other))

    assert digest(one) != digest(other)
    assert len(digest(one)) == LENGTH


def test_the_arguments_of_an_object_count_to_their_depth() -> None:
    assert digest(template("nginx:1.29")) == digest(template("nginx:1.29"))
    assert digest(template("nginx:1.29")) != digest(template("nginx:1.30"))


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
