from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from pulumi_kubernetes.core.v1 import ContainerArgs, PodSpecArgs, PodTemplateSpecArgs

from slipway.blocks.naming import LENGTH, digest

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
