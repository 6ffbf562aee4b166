"""Prometheus rules for the objectives of an app: recorded series with the names of sloth, and alerts.

https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.RuleGroup and
https://sloth.dev/introduction/
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from slipway.blocks.burn_rates import PAGE, TICKET, WINDOWS, Tier, allowed_share, factor_text
from slipway.blocks.sli import Sli, slis
from slipway.settings.slo import SloSettings, plain

Rule = dict[str, Any]

_SECONDS = 30
"""Seconds between two recordings of the rates. Failures in a window are counted with it."""
_META_INTERVAL = "2m"
"""The sums over the whole window read 86,400 samples."""
_PERIOD = {28: "4w", 30: "30d"}
"""The whole window in the names of series, as sloth and Prometheus write it."""
_FOR = {"page": None, "ticket": "15m"}
"""A failure of all requests needs three minutes to fill the recorded rates. A page waits no longer."""
_SEVERITY = {"page": "critical", "ticket": "warning"}
"""The severities of the alerts of the monitoring chart, which receivers know."""
_MISSED = {"availability": "failed", "latency": "took too long"}


class _Slo(NamedTuple):
    """One objective of an app."""

    name: str
    objective: Decimal
    days: int
    least_failures: int
    identity: dict[str, str]
    """The labels by which dashboards and rules know it."""
    place: dict[str, str]
    """The labels by which alerts are routed."""
    runbook_url: str | None
    dashboard_url: str | None

    @property
    def labels(self) -> dict[str, str]:
        return {**self.place, **self.identity}

    def series(self, name: str) -> str:
        """A recorded series."""
        identity = self.identity["sloth_id"]
        return f'{name}{{sloth_id="{identity}"}}'

    def recorded(self, name: str, query: str, **labels: str) -> Rule:
        return {"record": name, "expr": query, "labels": {**self.labels, **labels}}

    def allowed(self) -> str:
        return plain(allowed_share(self.objective))


def slo_rules(
    namespace: str,
    app: str,
    team: str | None,
    settings: SloSettings,
    *,
    runbook_url: str | None = None,
    dashboard_url: str | None = None,
    ports: Sequence[str] = (),
) -> list[dict[str, Any]]:
    """The rule groups of a PrometheusRule. `runbook_url` is a page with a heading for each alert; `ports` are the names
    and numbers of the ports of the app's Service.
    """
    place = {"namespace": namespace, "app": app, **({"team": team} if team else {})}
    # Neither a namespace nor an app has a dot in its name.
    service = f"{namespace}.{app}"
    queries = slis(namespace, app, settings, ports)
    groups: list[dict[str, Any]] = []
    for name, objective in settings.objectives().items():
        identity = {"sloth_id": f"{service}-{name}", "sloth_service": service, "sloth_slo": name}
        slo = _Slo(name, objective, settings.days, settings.least_failures, identity, place, runbook_url, dashboard_url)
        prefix = identity["sloth_id"]
        groups += [
            {"name": f"{prefix}-sli", "interval": f"{_SECONDS}s", "rules": _recorded_ratios(slo, queries[name])},
            {"name": f"{prefix}-meta", "interval": _META_INTERVAL, "rules": _recorded_budget(slo)},
            {"name": f"{prefix}-alerts", "rules": [*_burn_alerts(slo), _unmeasured(slo)]},
        ]
    return groups


def _recorded_ratios(slo: _Slo, sli: Sli) -> list[Rule]:
    """The rates, and the share of failed requests in each window. A window without requests has none."""
    longs = [tier.long for tier in (*PAGE, *TICKET)]
    errors = slo.series("slo:sli_error:rate5m")
    return [
        slo.recorded("slo:sli_total:rate5m", sli.total),
        slo.recorded("slo:sli_error:rate5m", sli.errors),
        *(_ratio(slo, window) for window in WINDOWS),
        *(
            slo.recorded(f"slo:sli_error:increase{long}", f"sum_over_time({errors}[{long}]) * {_SECONDS}")
            for long in longs
        ),
    ]


def _ratio(slo: _Slo, window: str) -> Rule:
    """Each request counts the same, at whatever time it came."""
    errors, total = slo.series("slo:sli_error:rate5m"), slo.series("slo:sli_total:rate5m")
    if window != "5m":
        errors, total = f"sum_over_time({errors}[{window}])", f"sum_over_time({total}[{window}])"
    return slo.recorded(f"slo:sli_error:ratio_rate{window}", f"{errors} / ({total} > 0)", sloth_window=window)


def _recorded_budget(slo: _Slo) -> list[Rule]:
    """The objective, and what is left of the failures that it allows."""
    window, budget = _PERIOD[slo.days], slo.series("slo:error_budget:ratio")

    def burn_rate(ratio: str) -> str:
        return f"{slo.series(ratio)} / on(sloth_id) group_left {budget}"

    info = {"sloth_mode": "slipway", "sloth_objective": plain(slo.objective), "sloth_spec": "slipway"}
    return [
        _ratio(slo, window),
        slo.recorded("slo:objective:ratio", f"vector({plain(slo.objective / 100)})"),
        slo.recorded("slo:error_budget:ratio", f"vector({slo.allowed()})"),
        slo.recorded("slo:time_period:days", f"vector({slo.days})"),
        slo.recorded("slo:current_burn_rate:ratio", burn_rate("slo:sli_error:ratio_rate5m")),
        slo.recorded("slo:period_burn_rate:ratio", burn_rate(f"slo:sli_error:ratio_rate{window}")),
        slo.recorded("slo:period_error_budget_remaining:ratio", f"1 - {slo.series('slo:period_burn_rate:ratio')}"),
        slo.recorded("sloth_slo_info", "vector(1)", **info),
    ]


def _burn_alerts(slo: _Slo) -> list[Rule]:
    return [_burn_alert(slo, "page", PAGE), _burn_alert(slo, "ticket", TICKET)]


def _burn_alert(slo: _Slo, urgency: str, tiers: Sequence[Tier]) -> Rule:
    """One alert for both tiers, so that one fault notifies once."""
    factors = [(tier, factor_text(tier, slo.objective, slo.days)) for tier in tiers]
    (first, first_factor), (second, second_factor) = factors
    objective, allowed = plain(slo.objective), plain(allowed_share(slo.objective) * 100)
    return _alert(
        slo,
        f"{slo.name.capitalize()}BudgetBurn",
        urgency,
        query="\nor\n".join(_too_fast(slo, tier, factor) for tier, factor in factors),
        since=_FOR[urgency],
        summary=f"{slo.place['app']} in {slo.place['namespace']} is using up its allowance for {slo.name}.",
        description=(
            f"{{{{ $value | humanizePercentage }}}} of its requests {_MISSED[slo.name]}. The objective is "
            f"{objective}% over {slo.days} days, which allows {allowed}%. This alert fires at {first_factor} times as "
            f"many over {first.long} and {first.short}, or {second_factor} times over {second.long} and {second.short}."
        ),
    )


def _too_fast(slo: _Slo, tier: Tier, factor: str) -> str:
    """The rates in both windows are too high, and the long one has enough failures to tell."""
    too_high = [
        f"max({slo.series(f'slo:sli_error:ratio_rate{window}')} > ({factor} * {slo.allowed()})) without (sloth_window)"
        for window in (tier.short, tier.long)
    ]
    # Half a failure less, because counts are estimates.
    enough = f"{slo.series(f'slo:sli_error:increase{tier.long}')} > {plain(slo.least_failures - Decimal('0.5'))}"
    return "(\n  " + "\n  and\n  ".join([*too_high, enough]) + "\n)"


def _unmeasured(slo: _Slo) -> Rule:
    return _alert(
        slo,
        f"{slo.name.capitalize()}NotMeasured",
        "ticket",
        query=f"absent({slo.series('slo:sli_error:rate5m')})",
        since="1d",
        summary=f"Nothing measures the {slo.name} of {slo.place['app']} in {slo.place['namespace']}.",
        description=(
            "For a day there were none of the metrics that its objective is measured by: nobody has sent a request "
            "since its pods started, they are not scraped, or the metrics have other names or buckets."
        ),
    )


def _alert(
    slo: _Slo, name: str, urgency: str, *, query: str, since: str | None, summary: str, description: str
) -> Rule:
    return {
        "alert": name,
        "expr": query,
        **({"for": since} if since else {}),
        "labels": {**slo.labels, "severity": _SEVERITY[urgency], "sloth_severity": urgency},
        "annotations": {
            "summary": summary,
            "description": description,
            **({"runbook_url": f"{slo.runbook_url}#{name.lower()}"} if slo.runbook_url else {}),
            **({"dashboard_url": slo.dashboard_url} if slo.dashboard_url else {}),
        },
    }
