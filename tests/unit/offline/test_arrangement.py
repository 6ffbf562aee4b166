from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from offline.arrangement import Box, arrange
from offline.graph import picture
from offline.picture import Arrow, Node, Picture
from tests.every_connection import FILE

KEYS = [f"{namespace}/{name}" for namespace in ("a", "b") for name in ("one", "two", "three", "four")]


def overlap(one: Box, other: Box) -> bool:
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height


def within(inner: Box, outer: Box) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )


@settings(max_examples=50)
@given(st.sets(st.tuples(st.sampled_from(KEYS), st.sampled_from([*KEYS, "10.0.0.0/8"])), max_size=24))
def test_nothing_lies_on_anything_else_whatever_talks_to_whom(ends: set[tuple[str, str]]) -> None:
    namespaces = {
        name: [Node(key, key.partition("/")[2], "app") for key in KEYS if key.startswith(name)] for name in ("a", "b")
    }
    others = [Node("10.0.0.0/8", "10.0.0.0/8", "outside")]
    placed = arrange(Picture(namespaces, others, [Arrow(*each, "80") for each in sorted(ends)]))
    page = Box(0, 0, placed.width, placed.height)

    assert placed.nodes.keys() == {*KEYS, "10.0.0.0/8"}
    assert not any(overlap(*boxes) for boxes in combinations(placed.nodes.values(), 2))
    assert not any(overlap(*boxes) for boxes in combinations(placed.namespaces.values(), 2))
    assert all(within(placed.nodes[key], placed.namespaces[key.partition("/")[0]]) for key in KEYS)
    assert all(within(box, page) for box in [*placed.nodes.values(), *placed.namespaces.values()])


def test_the_same_stack_is_arranged_the_same_every_time() -> None:
    assert arrange(picture("connections", FILE)) == arrange(picture("connections", FILE))


def test_a_namespace_without_apps_has_a_box_too() -> None:
    assert arrange(Picture({"empty": []}, [], [])).namespaces.keys() == {"empty"}
