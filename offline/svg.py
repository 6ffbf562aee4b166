"""A picture as SVG, for viewers without Mermaid: https://www.w3.org/TR/SVG2/"""

from xml.etree import ElementTree as ET

from offline.arrangement import Arrangement, Box, arrange
from offline.picture import Arrow, Node, Picture

_FILL = {"app": "#e0f2fe", "exposed": "#fde68a", "outside": "#f1f5f9", "world": "#ffffff"}
_STROKE = {"app": "#0369a1", "exposed": "#b45309", "outside": "#475569", "world": "#475569"}
_ROUND = {"app": 4, "exposed": 4, "outside": 0, "world": 20}


def svg(picture: Picture, title: str) -> str:
    """The picture as one file for a browser, with the same content as the Mermaid version."""
    placed = arrange(picture)
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {placed.width:.0f} {placed.height:.0f}",
            "width": f"{placed.width:.0f}",
            "height": f"{placed.height:.0f}",
            "font-family": "sans-serif",
            "font-size": "13",
        },
    )
    ET.SubElement(root, "title").text = title
    _arrow_head(root)
    for namespace, box in placed.namespaces.items():
        _rectangle(root, box, fill="#f8fafc", stroke="#94a3b8", radius=8)
        _text(root, box.x + 12, box.y + 18, namespace, anchor="start")
    for arrow in picture.arrows:
        _arrow(root, arrow, placed)
    for node in [*(node for nodes in picture.namespaces.values() for node in nodes), *picture.others]:
        _node(root, node, placed.nodes[node.key])
    ET.indent(root)
    return ET.tostring(root, encoding="unicode") + "\n"


def _arrow_head(root: ET.Element) -> None:
    marker = {"id": "head", "markerWidth": "9", "markerHeight": "8", "refX": "8", "refY": "4", "orient": "auto"}
    head = ET.SubElement(ET.SubElement(root, "defs"), "marker", marker)
    ET.SubElement(head, "path", {"d": "M0,0 L9,4 L0,8 z", "fill": "#475569"})


def _rectangle(root: ET.Element, box: Box, *, fill: str, stroke: str, radius: int) -> None:
    place = {"x": box.x, "y": box.y, "width": box.width, "height": box.height, "rx": radius}
    look = {"fill": fill, "stroke": stroke}
    ET.SubElement(root, "rect", {**{key: f"{value:.0f}" for key, value in place.items()}, **look})


def _node(root: ET.Element, node: Node, box: Box) -> None:
    _rectangle(root, box, fill=_FILL[node.shape], stroke=_STROKE[node.shape], radius=_ROUND[node.shape])
    _text(root, box.x + box.width / 2, box.y + box.height / 2 + 5, node.label)


def _arrow(root: ET.Element, arrow: Arrow, placed: Arrangement) -> None:
    source, target = placed.nodes[arrow.source], placed.nodes[arrow.target]
    path, label = _curve(source, target)
    look = {"fill": "none", "stroke": "#475569", "marker-end": "url(#head)"}
    ET.SubElement(
        root, "path", {"d": "M{:.0f},{:.0f} C{:.0f},{:.0f} {:.0f},{:.0f} {:.0f},{:.0f}".format(*path), **look}
    )
    _text(root, *label, arrow.label, size="11")


def _curve(source: Box, target: Box) -> tuple[tuple[float, ...], tuple[float, float]]:
    """Start, two control points and end of an arrow, and the position of its label. An arrow starts at the right side
    of its source. It ends at the left side of a target further right. Otherwise it ends at the right side of the
    target, or runs above the row if both are in one row.
    """
    x, y = source.x + source.width, source.y + source.height / 2
    to_x, to_y = target.x, target.y + target.height / 2
    if to_x > x:
        reach = (to_x - x) / 2
        return (x, y, x + reach, y, to_x - reach, to_y, to_x, to_y), ((x + to_x) / 2, (y + to_y) / 2 - 4)
    if to_y == y:
        start, end, above = source.x + source.width * 0.75, target.x + target.width / 4, source.y - source.height / 2
        return (start, source.y, start, above, end, above, end, target.y), ((start + end) / 2, above + 12)
    to_x, far = target.x + target.width, max(x, target.x + target.width) + source.height
    return (x, y, far, y, far, to_y, to_x, to_y), (far - 4, (y + to_y) / 2)


def _text(root: ET.Element, x: float, y: float, text: str, *, anchor: str = "middle", size: str | None = None) -> None:
    look = {"text-anchor": anchor, **({"font-size": size} if size else {})}
    ET.SubElement(root, "text", {"x": f"{x:.0f}", "y": f"{y:.0f}", **look}).text = text
