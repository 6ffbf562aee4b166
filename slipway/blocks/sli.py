"""The queries behind service level objectives: failed requests and all requests, each per second over five minutes.

https://sre.google/workbook/implementing-slos/#moving-from-sli-specification-to-sli-implementation
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from slipway.settings.slo import LatencySettings, SloSettings, plain, seconds_of_bound
from slipway.settings.slo_sources import WINDOW, Preset, SloSourceSettings

RANGE = "5m"
"""The range of every rate. Longer windows are made of the recorded rates: a rate over 3 days would read 8,640 samples
of each series of each pod, every 30 seconds."""


class Sli(NamedTuple):
    """PromQL for the failed and for all requests per second, over all pods of the app. Neither is ever NaN: one NaN in
    a recorded series would make every sum over it NaN.
    """

    errors: str
    total: str


def slis(namespace: str, app: str, settings: SloSettings, ports: Sequence[str] = ()) -> dict[str, Sli]:
    """The queries by the name of the objective. `ports` are the names and numbers of the ports of the app's Service,
    for Traefik, which names its series by them; without them every port counts.
    """
    source = settings.source
    port = f"({'|'.join(ports)})" if ports else "[^-]+"
    selected = source.known().select.replace("NAMESPACE", namespace).replace("APP", app).replace("PORT", port)
    where = ",".join(filter(None, (selected, settings.where)))
    made: dict[str, Sli] = {}
    if settings.availability is not None:
        made["availability"] = _of_preset(source.known(), where) if source.preset else _of_own(source)
    if settings.latency is not None:
        make = _of_native_histogram if settings.latency.native else _of_histogram
        made["latency"] = make(source.known(), where, settings.latency)
    return made


def _of_preset(preset: Preset, where: str) -> Sli:
    total = f"sum(rate({preset.requests}{{{where}}}[{RANGE}]))"
    errors = f"sum(rate({preset.requests}{{{where},{preset.failed}}}[{RANGE}]))"
    return Sli(_or_none_of(errors, total), total)


def _of_own(source: SloSourceSettings) -> Sli:
    errors, total = (
        # The comparison drops NaN, which an own query may return for no traffic.
        f"sum({(query or '').strip().replace(WINDOW, RANGE)}) >= 0"
        for query in (source.errors, source.total)
    )
    return Sli(_or_none_of(f"({errors})", f"({total})"), total)


def _or_none_of(errors: str, total: str) -> str:
    """0 while there is traffic and no series of failures: clients make one with the first failure."""
    return f"{errors} or 0 * {total}"


def _of_histogram(preset: Preset, where: str, settings: LatencySettings) -> Sli:
    """Without the bucket there is no series at all, rather than one that is always good or always bad."""
    le = le_matcher(seconds_of_bound(settings.below) / preset.unit)
    total = f"sum(rate({preset.histogram}_count{{{where}}}[{RANGE}]))"
    fast = f"sum(rate({preset.histogram}_bucket{{{where},{le}}}[{RANGE}]))"
    return Sli(f"{total} - {fast}", total)


def _of_native_histogram(preset: Preset, where: str, settings: LatencySettings) -> Sli:
    bound = plain(seconds_of_bound(settings.below) / preset.unit)
    rate = f"sum(rate({preset.histogram}{{{where}}}[{RANGE}]))"
    total = f"histogram_count({rate})"
    # The fraction of no requests is NaN. There the count itself, 0, is the number of slow ones.
    return Sli(f"(1 - histogram_fraction(0, {bound}, {rate})) * ({total} > 0) or {total}", total)


_EXPONENT = Decimal(10) ** 6
"""From here on Go writes numbers with an exponent."""


def le_matcher(bound: Decimal) -> str:
    """The matcher of a bucket. Prometheus 2 keeps `le="1"` as a client wrote it, Prometheus 3 makes `le="1.0"` of it.

    https://prometheus.io/docs/prometheus/latest/migration/#le-and-quantile-label-values
    """
    text = plain(bound)
    if bound >= _EXPONENT:
        digits = text.rstrip("0")
        number = f"{digits[0]}.{digits[1:]}" if digits[1:] else digits
        exponent = f"{number}e+{len(text) - 1:02}".replace(".", r"\\.").replace("+", r"\\+")
        return f'le=~"{text}|{exponent}"'
    return f'le="{text}"' if "." in text else rf'le=~"{text}(\\.0)?"'
