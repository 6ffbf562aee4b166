"""Rules that promtool evaluates over made-up series: https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Groups = Sequence[Mapping[str, Any]]
Values = Mapping[str, str]
"""The values of each series, in promtool's notation."""


def rising(*parts: tuple[float, float]) -> str:
    """A counter: for each part the events per minute, and the hours that it takes. It is scraped each half minute."""
    values: list[str] = []
    start = 0.0
    for rate, hours in parts:
        steps = round(hours * 120)
        values.append(f"{start:.15g}+{rate / 2:.15g}x{steps - 1}")
        start += rate / 2 * steps
    return " ".join(values)


def once(events: Sequence[float], hours: float) -> str:
    """A counter of single events at these hours."""
    steps = round(hours * 120)
    values = [sum(hour * 120 <= step for hour in events) for step in range(steps)]
    return " ".join(map(str, values))


@dataclass(frozen=True)
class Promtool:
    """promtool, with a folder for its files."""

    program: Path
    folder: Path

    def check(self, groups: Groups) -> subprocess.CompletedProcess[str]:
        """Lint the rules."""
        return self._run("check", "rules", "--lint=all", "--lint-fatal", self._written("rules.yaml", groups))

    def refuses(
        self, groups: Groups, series: Values, expected: Mapping[str, Mapping[str, float]], *, every: str = "30s"
    ) -> str:
        """What is otherwise than expected; empty if nothing is. `expected` are the samples of an expression at a time:
        `{'6h sum(x)': {'{}': 3}}`.
        """
        asked = [
            {
                "eval_time": key.partition(" ")[0],
                "expr": key.partition(" ")[2],
                "exp_samples": [{"labels": labels, "value": value} for labels, value in samples.items()],
            }
            for key, samples in expected.items()
        ]
        test = {
            "rule_files": [str(self._written("rules.yaml", groups))],
            "evaluation_interval": every,
            "group_eval_order": [group["name"] for group in groups],
            "fuzzy_compare": True,
            "tests": [
                {
                    "interval": "30s",
                    "input_series": [{"series": name, "values": values} for name, values in series.items()],
                    "promql_expr_test": asked,
                }
            ],
        }
        file = self.folder / "test.yaml"
        file.write_text(json.dumps(test))
        done = self._run("test", "rules", file)
        return "" if done.returncode == 0 else done.stdout + done.stderr

    def alerts_otherwise(
        self,
        groups: Groups,
        series: Values,
        expected: Mapping[str, set[str]],
        *,
        slo: str = "availability",
        only: str = ".*",
        every: str = "30s",
    ) -> str:
        """What is otherwise than expected: by the time, the urgencies (`page`, `ticket`) of the alerts that fire.
        `only` looks at one of them.
        """
        alerts = f'ALERTS{{alertstate="firing", sloth_slo="{slo}", sloth_severity=~"{only}"}}'
        samples = {
            f"{time} group by (sloth_severity) ({alerts})": {
                f'{{sloth_severity="{urgency}"}}': 1.0 for urgency in urgencies
            }
            for time, urgencies in expected.items()
        }
        return self.refuses(groups, series, samples, every=every)

    def _written(self, name: str, groups: Groups) -> Path:
        file = self.folder / name
        file.write_text(yaml.safe_dump({"groups": list(groups)}, sort_keys=False))
        return file

    def _run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run([self.program, *arguments], capture_output=True, text=True, check=False)
