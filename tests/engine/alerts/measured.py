"""The rules of the app that the tests measure, and its requests."""

from collections.abc import Mapping
from typing import Any

from slipway.blocks.slo_rules import slo_rules
from slipway.settings.slo import SloSettings
from tests.engine.alerts.promtool import rising

REQUESTS = 'http_request_duration_seconds_count{namespace="shop",app="web",pod="web-0",code="%s"}'
GOOD, BAD = REQUESTS % 200, REQUESTS % 500
AVAILABILITY = {"availability": 99.9}
BUSY = 6000.0
"""Requests per minute of an app for which a single failure means nothing."""


def whole_rules(said: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rules of `shop.web`."""
    return slo_rules(
        "shop",
        "web",
        "store",
        SloSettings.model_validate(said),
        runbook_url="https://runbooks.example.com/slo",
        dashboard_url="https://grafana.example.com/d/web",
    )


def rules(said: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rules without those of the whole window, which are slow to evaluate and which no alert needs."""
    return [group for group in whole_rules(said) if not group["name"].endswith("-meta")]


def one_tier(said: Mapping[str, Any], urgency: str, number: int) -> list[dict[str, Any]]:
    """The rules with one tier of one alert."""
    *recorded, alerts = rules(said)
    alert = next(each for each in alerts["rules"] if each["labels"]["sloth_severity"] == urgency)
    return [*recorded, {"name": "tier", "rules": [{**alert, "expr": alert["expr"].split("\nor\n")[number]}]}]


def requests(*parts: tuple[float, float, float]) -> dict[str, str]:
    """For each part the requests per minute, the share that fails, and the hours."""
    return {
        GOOD: rising(*((rate * (1 - share), hours) for rate, share, hours in parts)),
        BAD: rising(*((rate * share, hours) for rate, share, hours in parts)),
    }
