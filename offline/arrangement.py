"""The layout of a picture: apps in layers, in a box for each namespace."""

from collections.abc import Iterable
from dataclasses import dataclass

import igraph  # type: ignore[import-untyped]  # it has no types

from offline.picture import WORLD, Node, Picture

LETTER, HEIGHT, GAP = 8, 40, 90
"""The width of a letter, the height of a node, and the space between layers for the labels of arrows."""
MARGIN, TITLE = 24, 28


@dataclass(frozen=True)
class Box:
    """A rectangle by its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Arrangement:
    """Boxes of namespaces by name, and of nodes by key."""

    namespaces: dict[str, Box]
    nodes: dict[str, Box]
    width: float
    height: float


def arrange(picture: Picture) -> Arrangement:
    """The world on the left, the namespaces in a column in the middle, and other outside nodes on the right."""
    world = [node for node in picture.others if node.key == WORLD]
    outside = [node for node in picture.others if node.key != WORLD]
    nodes: dict[str, Box] = {}
    namespaces: dict[str, Box] = {}
    left = MARGIN + (_width(world) + GAP if world else 0)
    top: float = MARGIN
    for namespace, members in picture.namespaces.items():
        placed = _layers(picture, members, left + MARGIN, top + TITLE)
        nodes.update(placed)
        right, bottom = _corner(placed.values(), left + LETTER * len(namespace) + MARGIN, top + TITLE)
        namespaces[namespace] = Box(left, top, right + MARGIN - left, bottom + MARGIN - top)
        top = bottom + 2 * MARGIN
    right, bottom = _corner(namespaces.values(), left, top)
    nodes.update(_column(world, MARGIN, MARGIN + TITLE))
    nodes.update(_column(outside, right + GAP, MARGIN + TITLE))
    right, bottom = _corner([*nodes.values(), *namespaces.values()], right, bottom)
    return Arrangement(namespaces, nodes, right + MARGIN, bottom + MARGIN)


def _layers(picture: Picture, members: list[Node], left: float, top: float) -> dict[str, Box]:
    """A source is left of its targets, with few crossings of arrows: the method of K. Sugiyama."""
    if not members:
        return {}
    index = {node.key: number for number, node in enumerate(members)}
    edges = [
        (index[each.source], index[each.target])
        for each in picture.arrows
        if each.source in index and each.target in index and each.source != each.target
    ]
    graph = igraph.Graph(n=len(members), edges=edges, directed=True)
    width = _width(members)
    # igraph's layers go down, ours go to the right. The coordinates after the nodes are bends of arrows; we have none.
    found = graph.layout_sugiyama(hgap=HEIGHT + MARGIN, vgap=width + GAP, maxiter=1000).coords[: len(members)]
    least = min(down for down, _ in found)
    return {
        node.key: Box(left + across, top + down - least, width, HEIGHT)
        for node, (down, across) in zip(members, found, strict=True)
    }


def _column(nodes: list[Node], left: float, top: float) -> dict[str, Box]:
    width = _width(nodes)
    return {node.key: Box(left, top + row * (HEIGHT + MARGIN), width, HEIGHT) for row, node in enumerate(nodes)}


def _width(nodes: list[Node]) -> float:
    """The width of all these nodes: the same for each, so that layers are straight."""
    return max((LETTER * len(node.label) for node in nodes), default=0) + MARGIN


def _corner(boxes: Iterable[Box], right: float, bottom: float) -> tuple[float, float]:
    """The lower right corner of all boxes, at least (`right`, `bottom`)."""
    everything = list(boxes)
    return (
        max([right, *(box.x + box.width for box in everything)]),
        max([bottom, *(box.y + box.height for box in everything)]),
    )
