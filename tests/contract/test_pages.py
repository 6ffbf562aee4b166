"""Every link of the pages leads somewhere, and every file that CONTRIBUTING.md names exists."""

import re
from pathlib import Path

import pytest

from offline.program import ROOT
from tools.settings_reference import anchor

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "examples" / "README.md", *(ROOT / "docs").glob("*.md")]
CODE = re.compile(r"```.*?```", re.DOTALL)
LINK = re.compile(r"\]\((?!https?://)([^)\s]+)\)")
FOLDERS = "slipway|components|stack|policies|offline|tools|tests|docs|charts"
FILE = re.compile(rf"`((?:{FOLDERS})/[\w./-]+)`")


def headings(page: Path) -> set[str]:
    """The anchors of a page."""
    return {anchor(heading) for heading in re.findall(r"^#+ (.*)", CODE.sub("", page.read_text()), re.MULTILINE)}


def leads_somewhere(page: Path, link: str) -> bool:
    path, _, heading = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    return target.exists() and (not heading or heading in headings(target))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_page_and_to_a_heading_of_it(page: Path) -> None:
    links = LINK.findall(CODE.sub("", page.read_text()))

    assert [link for link in links if not leads_somewhere(page, link)] == []


def test_a_link_that_leads_nowhere_would_be_found() -> None:
    readme = ROOT / "README.md"

    assert leads_somewhere(readme, "docs/network.md#the-monitoring")
    assert not leads_somewhere(readme, "docs/nowhere.md")
    assert not leads_somewhere(readme, "docs/network.md#nowhere")


def test_every_file_that_the_recipes_name_exists() -> None:
    named = FILE.findall((ROOT / "CONTRIBUTING.md").read_text())

    assert len(named) > 20
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_page_is_linked_from_the_front_page() -> None:
    linked = set(LINK.findall((ROOT / "README.md").read_text()))

    assert [page.name for page in (ROOT / "docs").glob("*.md") if f"docs/{page.name}" not in linked] == []
