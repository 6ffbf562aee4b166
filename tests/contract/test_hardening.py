"""docs/hardening.md explains every control, and its tests exist."""

import ast
import re
from dataclasses import dataclass
from functools import cache

import pytest

from offline.program import ROOT
from policies.evaluation import ALL as RULES
from policies.rule import About
from tests.pod_security_standards import BREACHES, Breach

PAGE = ROOT / "docs" / "hardening.md"
STATES = {"met", "partly", "operator", "not met"}
SHOWN = {"met", "partly"}
CIS = {"5.1": 13, "5.2": 12, "5.3": 2, "5.4": 2, "5.5": 1, "5.6": 4}
"""The number of recommendations in each section of the benchmark, editions 1.12 and 2.0."""
ROW = re.compile(r"^\| \[(?P<control>[^]]+)\]\((?P<link>\S+)\) \| (?P<state>[^|]+) \| (?P<how>.+) \| (?P<tests>.*)\|$")
TEST = re.compile(r"\[`(test_\w+)`\]\(\.\./(tests/[^)]+)\)")
LINK = re.compile(r"\]\((?!https://)([^)#]+)")


@dataclass(frozen=True)
class Row:
    guide: str
    control: str
    link: str
    state: str
    how: str
    tests: tuple[str, ...]

    def __str__(self) -> str:
        return self.control


@cache
def rows() -> list[Row]:
    guide, found_rows = "", []
    for line in PAGE.read_text().splitlines():
        if line.startswith("## "):
            guide = line.removeprefix("## ")
        elif line.startswith("| ["):
            found = ROW.match(line)
            assert found, line
            tests = tuple(f"{file}::{name}" for name, file in TEST.findall(found["tests"]))
            assert len(tests) == found["tests"].count("](")
            found_rows.append(Row(guide, found["control"], found["link"], found["state"], found["how"], tests))
    return found_rows


def controls(guide: str) -> dict[str, Row]:
    """The controls of one guide, without duplicates."""
    found = [each for each in rows() if each.guide.startswith(guide)]
    by_control = {each.control: each for each in found}
    assert len(by_control) == len(found) > 0
    return by_control


@cache
def names_in(file: str) -> frozenset[str]:
    path = ROOT / file
    if not path.is_file():
        return frozenset()
    body = ast.parse(path.read_text()).body
    return frozenset(each.name for each in body if isinstance(each, ast.FunctionDef) and each.name.startswith("test_"))


def exists(node: str) -> bool:
    file, _, name = node.partition("::")
    return name in names_in(file)


def test_every_control_of_the_pod_security_standards_is_on_it_once() -> None:
    assert controls("Pod Security Standards").keys() == {str(breach) for breach in BREACHES}
    assert len(BREACHES) == 18


def test_every_recommendation_of_the_cis_benchmark_is_on_it_once_and_in_its_order() -> None:
    numbers = [each.partition(" ")[0] for each in controls("CIS Kubernetes Benchmark")]

    assert numbers == [f"{section}.{number}" for section, count in CIS.items() for number in range(1, count + 1)]


def test_every_chapter_of_the_guidance_of_nsa_and_cisa_is_on_it() -> None:
    chapters = {each.partition(":")[0] for each in controls("NSA/CISA")}

    assert chapters == {"Pods", "Network", "Access", "Logging", "Upgrades"}


def test_it_says_how_and_names_tests_that_exist() -> None:
    for row in rows():
        assert row.state in STATES, row
        assert row.how.strip(), row
        assert row.link.startswith("https://"), row
        assert bool(row.tests) == (row.state in SHOWN), row
        assert [node for node in row.tests if not exists(node)] == [], row


def test_every_test_that_it_names_elsewhere_and_every_page_that_it_leads_to_exist() -> None:
    page = PAGE.read_text()

    assert [name for name, file in TEST.findall(page) if not exists(f"{file}::{name}")] == []
    assert [link for link in LINK.findall(page) if not (PAGE.parent / link).is_file()] == []


@pytest.mark.parametrize(
    "node",
    ["tests/contract/test_hardening.py::test_nowhere", "tests/contract/test_nowhere.py::test_it", "tests/contract"],
)
def test_a_test_that_is_not_there_would_be_missed(node: str) -> None:
    assert not exists(node)


@pytest.mark.parametrize("breach", BREACHES, ids=str)
def test_a_control_of_pod_security_stands_beside_its_policy(breach: Breach) -> None:
    assert f"`{breach.rule}`" in controls("Pod Security Standards")[str(breach)].how


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_policy_stands_beside_each_recommendation_that_it_cites(rule: About) -> None:
    by_number = {control.partition(" ")[0]: row for control, row in controls("CIS Kubernetes Benchmark").items()}
    cited = re.findall(r"CIS ([\d.]+\d)", rule.link)

    assert [number for number in cited if f"`{rule.name}`" not in by_number[number].how] == []
    if "NSA/CISA" in rule.link:
        assert any(f"`{rule.name}`" in row.how for row in controls("NSA/CISA").values())
