"""The rules of every source, read by promtool and by pint (https://cloudflare.github.io/pint)."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.engine.alerts.measured import whole_rules
from tests.engine.alerts.promtool import Promtool

OWN = {
    "errors": 'sum(rate(orders_failed_total{app="web"}[{{.window}}]))',
    "total": 'sum(rate(orders_total{app="web"}[{{.window}}]))',
}
SAID: dict[str, dict[str, Any]] = {
    "client": {"where": 'method!="OPTIONS",handler!~"/healthz|/readyz"'},
    "opentelemetry": {"window": "28d"},
    "grpc": {"leastFailures": 1},
    "traefik": {"latency": {"p": 90, "below": "1.2s"}},
    "ingress-nginx": {},
    "istio": {},
    "own": {
        "source": {**OWN, "histogram": "order_duration_seconds"},
        "latency": {"p": 95, "below": "2s", "native": True},
    },
}

EXPLAINED = {
    "rule/dependency": "groups of other objectives have series of the same name, and another sloth_id; the alerts read "
    "what the group before them recorded, at most half a minute ago",
    "promql/regexp": "Traefik has one label for namespace, Service and port",
}
"""Accepted findings of pint, with the reason. All other findings are errors."""


def groups(source: str) -> list[dict[str, Any]]:
    said = {"availability": 99.9, "latency": {"p": 99, "below": "1s"}, "source": source, **SAID[source]}
    return whole_rules(said)


@pytest.mark.parametrize("source", SAID)
def test_promtool_has_nothing_to_say(promtool: Promtool, source: str) -> None:
    read = promtool.check(groups(source))

    assert read.returncode == 0, read.stdout + read.stderr
    assert "48 rules found" in read.stdout


def findings(pint: Path, folder: Path, said: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """The check and the text of each finding."""
    rules, report = folder / "rules.yaml", folder / "report.json"
    rules.write_text(yaml.safe_dump({"groups": said}, sort_keys=False))
    command: list[str | Path] = [
        pint,
        "--offline",
        "--no-color",
        "lint",
        "--json",
        report,
        "--min-severity",
        "info",
        rules,
    ]
    read = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert report.is_file(), read.stderr
    for each in json.loads(report.read_text()) or []:
        yield each["reporter"], f"line {each['lines'][0]}: {each['problem']}"


def test_pint_raises_no_finding_that_is_not_explained(tools: dict[str, Path], tmp_path: Path) -> None:
    found = [
        (check, f"{source} {said}")
        for source in SAID
        for check, said in findings(tools["pint"], tmp_path, groups(source))
    ]

    assert [f"{check}: {said}" for check, said in found if check not in EXPLAINED] == []
    assert {source.partition(" ")[0] for check, source in found if check == "promql/regexp"} == {"traefik"}
    assert EXPLAINED.keys() - {check for check, _ in found} == set(), "no longer found: explain it no more"


def test_pint_would_find_a_fault(tools: dict[str, Path], tmp_path: Path) -> None:
    said = groups("client")
    said[2]["rules"][0]["expr"] = "slo:sli_error:ratio_rate5m"
    said[0]["rules"][0]["expr"] = "sum(rate(http_request_duration_seconds_count[5m]"

    assert {check for check, _ in findings(tools["pint"], tmp_path, said)} >= {"alerts/comparison", "promql/syntax"}
