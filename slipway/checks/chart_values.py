"""Values of the monitoring chart that the chart would ignore: Helm says nothing about a misspelt one."""

from collections.abc import Iterator

from slipway.checks.problems import Problem, path_of, unknown
from slipway.schema.chart_values import unknown_values, version
from slipway.settings.chart import NAME
from slipway.settings.monitoring import MonitoringSettings

_FEW = 12
"""More names than these are not told."""


def unknown_chart_values(settings: MonitoringSettings) -> Iterator[Problem]:
    """Every such path in `extraValues`. Nothing is known of a chart of another major version."""
    if settings.extra_values is None or _major(settings.chart_version) != _major(version()):
        return
    for each in unknown_values(settings.extra_values.values):
        *above, name = each.path
        told = unknown(name, each.known, f"value of {NAME} {version()}")
        if len(each.known) > _FEW and "did you mean" not in told:
            where = f" below {'.'.join(above)}" if above else ""
            told = f"unknown value of {NAME} {version()}; expected one of those in its values.yaml{where}"
        yield Problem(path_of("monitoring", "extraValues", "values", *each.path), told)


def _major(chart_version: str) -> str:
    return chart_version.partition(".")[0]
