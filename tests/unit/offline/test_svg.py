from xml.etree import ElementTree as ET

from offline.graph import picture
from offline.svg import svg
from tests.every_connection import FILE

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = picture("connections", FILE)


def test_it_is_one_well_formed_file_that_shows_everything() -> None:
    root = ET.fromstring(svg(DRAWN, "Who talks to whom"))  # noqa: S314  # our own text
    texts = {each.text for each in root.iter(f"{SVG}text")}
    nodes = [*(node for members in DRAWN.namespaces.values() for node in members), *DRAWN.others]

    assert {each.label for each in nodes} | DRAWN.namespaces.keys() | {each.label for each in DRAWN.arrows} == texts
    assert len(root.findall(f"{SVG}rect")) == len(nodes) + len(DRAWN.namespaces)
    assert len(root.findall(f"{SVG}path")) == len(DRAWN.arrows)
    assert root.findtext(f"{SVG}title") == "Who talks to whom"


def test_the_exposed_ones_are_marked() -> None:
    root = ET.fromstring(svg(DRAWN, "x"))  # noqa: S314  # our own text

    assert len([each for each in root.iter(f"{SVG}rect") if each.get("fill") == "#fde68a"]) == 3
