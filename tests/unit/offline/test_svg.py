from xml.etree import ElementTree as ET

import pytest

from offline.graph import picture
from offline.picture import Picture
from offline.svg import svg
from tests.every_connection import FILE

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawn() -> Picture:
    return picture("connections", FILE)


def test_it_is_one_well_formed_file_that_shows_everything(drawn: Picture) -> None:
    root = ET.fromstring(svg(drawn, "Who talks to whom"))  # noqa: S314  # our own text
    texts = {each.text for each in root.iter(f"{SVG}text")}
    nodes = [*(node for members in drawn.namespaces.values() for node in members), *drawn.others]

    assert {each.label for each in nodes} | drawn.namespaces.keys() | {each.label for each in drawn.arrows} == texts
    assert len(root.findall(f"{SVG}rect")) == len(nodes) + len(drawn.namespaces)
    assert len(root.findall(f"{SVG}path")) == len(drawn.arrows)
    assert root.findtext(f"{SVG}title") == "Who talks to whom"


def test_the_exposed_ones_are_marked(drawn: Picture) -> None:
    root = ET.fromstring(svg(drawn, "x"))  # noqa: S314  # our own text

    assert len([each for each in root.iter(f"{SVG}rect") if each.get("fill") == "#fde68a"]) == 4
