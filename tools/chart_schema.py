"""Writes slipway/schema/chart-values.json: the names of the values that the monitoring chart reads.

The chart ignores a misspelt value silently. The check of `extraValues` needs the names before there is a chart at hand.
Only names are kept: no defaults, no comments. `.venv/bin/python -m tools.chart_schema CHART` takes the unpacked chart.
"""

import argparse
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from slipway.schema.chart_values import FILE
from slipway.settings.chart import VERSION

_IN_A_COMMENT = re.compile(r"^(?P<before>\s*)#(?P<after>\s*)(?P<name>[A-Za-z][-\w]*):(\s|$)")
_NAME = re.compile(r"^(?P<before>\s*)(?P<name>[A-Za-z][-\w]*):(\s|$)")
ANYTHING = (
    *(
        "securityContext",
        "containerSecurityContext",
        "podSecurityContext",
        "nodeSelector",
        "matchLabels",
        "capabilities",
    ),
    *("labels", "podLabels", "livenessProbe", "readinessProbe", "startupProbe", "selector", "seccompProfile", "env"),
    *("grafana.ini", "config", "route", "routePerReplica", "operatingSystems", "podDisruptionBudget", "updatePolicy"),
    *("alertmanagersConfig", "objectStorageConfig", "queryConfig", "tracingConfig", "alertRelabelConfigs", "tsdb"),
    *("sessionAffinityConfig", "tlsConfig", "attachMetadata", "additionalRuleGroupLabels", "resources", "strategy"),
    *("additionalRuleGroupAnnotations", "egress", "gateway", "updateStrategy", "verticalPodAutoscaler", "rules"),
)
"""Values whose content the chart hands on: an object of Kubernetes, a file, or names that users choose."""
EVERY_CHART = ("enabled", "fullnameOverride", "nameOverride", "global")
"""Names that Helm or the templates of a subchart read although they are not among its values."""

Names = dict[str, Any]


def names_of(chart: Path) -> Names:
    """The names in the values of the chart and of its subcharts. None stands for a value that may hold anything."""
    found = _of_file(chart / "values.yaml")
    # The name of a subchart has a dash. One whose values are not at hand may hold anything.
    found.update({name: None for name in found if "-" in name and not (chart / "charts" / name).is_dir()})
    for file in sorted(chart.glob("charts/*/values.yaml")):
        inner = found.get(file.parent.name)
        found[file.parent.name] = _merged(_of_file(file), inner if isinstance(inner, dict) else {})
        found[file.parent.name].update(dict.fromkeys(EVERY_CHART))
    return found


def _of_file(file: Path) -> Names:
    text = file.read_text()
    return _merged(_of_values(yaml.safe_load(text)), _in_comments(text))


def _of_values(values: Mapping[str, Any]) -> Names:
    return {
        str(key): _of_values(value) if isinstance(value, dict) and value and key not in ANYTHING else None
        for key, value in values.items()
    }


def _in_comments(text: str) -> Names:
    """Names that stand in comments, as examples of values without a default."""
    found: Names = {}
    real: list[tuple[int, Names]] = [(-1, found)]
    above = list(real)
    for line in text.splitlines():
        said, comment = _NAME.match(line), _IN_A_COMMENT.match(line)
        if match := said or comment:
            column = len(match["before"]) + (max(len(match["after"]) - 1, 0) if comment else 0)
            above = [each for each in (real if said else above) if each[0] < column]
            above.append((column, above[-1][1].setdefault(match["name"], {})))
            real = list(above) if said else real
    return found


def _merged(names: Names, more: Names) -> Names:
    """The names of both. What may hold anything in the first does so in the result."""
    found = dict(names)
    for name, inner in more.items():
        if name not in found:
            found[name] = None
        elif isinstance(found[name], dict):
            found[name] = _merged(found[name], inner or {})
    return found


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("chart", type=Path, help="the folder of the unpacked chart, with its subcharts")
    content = {"version": VERSION, "values": names_of(parser.parse_args().chart)}
    FILE.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n")
    print(f"wrote {FILE.name}")


if __name__ == "__main__":
    main()
