"""The rates of failures that alert, and the windows over which they are measured.

https://sre.google/workbook/alerting-on-slos/#6-multiwindow-multi-burn-rate-alerts
"""

from decimal import ROUND_DOWN, Decimal
from typing import NamedTuple

from slipway.settings.slo import plain


class Tier(NamedTuple):
    """An alert for failures that use up `share` of what is allowed within the hours of the long window. The short
    window, a twelfth of it, ends the alert soon after the failures.
    """

    long: str
    short: str
    hours: int
    share: Decimal


PAGE = (Tier("1h", "5m", 1, Decimal("0.02")), Tier("6h", "30m", 6, Decimal("0.05")))
TICKET = (Tier("1d", "2h", 24, Decimal("0.1")), Tier("3d", "6h", 72, Decimal("0.1")))
WINDOWS = ("5m", "30m", "1h", "2h", "6h", "1d", "3d")
"""The windows of all tiers."""

HIGHEST = Decimal("0.9")
"""The share of failed requests above which every alert fires, whatever the objective.

14.4 times the failures that an objective of 93 allows are more than all requests, so no page would ever come. Such an
objective can be a good one (`p: 90`). It is not refused, but gets a smaller factor: 9 for 90, so that a total failure
pages within 54 minutes. Pages have the usual factors for objectives of 93.75 and more, tickets for those of 70 and
more.
"""


def allowed_share(objective: Decimal) -> Decimal:
    """The share of requests that may fail: 0.001 for 99.9."""
    return 1 - objective / 100


def factor(tier: Tier, objective: Decimal, days: int) -> Decimal:
    """The rate of failures that alerts, in multiples of the rate that uses up exactly what is allowed in the window."""
    usual = tier.share * days * 24 / tier.hours
    reachable = HIGHEST / allowed_share(objective)
    return min(usual, reachable).quantize(Decimal("0.00001"), ROUND_DOWN)


def factor_text(tier: Tier, objective: Decimal, days: int) -> str:
    """The factor as it stands in rules and texts: `14.4`."""
    return plain(factor(tier, objective, days))
