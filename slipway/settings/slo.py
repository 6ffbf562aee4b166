"""Service level objectives of an app: how many requests must succeed, and how many must be fast.

https://sre.google/workbook/implementing-slos/
"""

import re
from bisect import bisect
from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Any, Literal

import promql_parser
from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.fields import PositiveInt, StrictBool, UniqueList
from slipway.settings.promql import parsed
from slipway.settings.slo_sources import SloSource, SloSourceSettings
from slipway.settings.written import text_of


def _percentage(value: Any) -> Any:
    """`99.9`, `"99.9"` and `99.9%` are the same. The text of a number counts, so that 99.9 stays what it is."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(text_of(value))
    return value.removesuffix("%") if isinstance(value, str) else value


Objective = Annotated[
    Decimal,
    Field(ge=50, lt=100, decimal_places=4),
    BeforeValidator(
        _percentage,
        json_schema_input_type=float | Annotated[str, Field(pattern=r"^\s*[+]?[0-9._]+([eE][-+]?[0-9]+)?\s*%?$")],
    ),
    described_as("a percentage from 50 to 99.9999", "99.9"),
]

_UNITS = {"ms": Decimal("0.001"), "s": Decimal(1)}


def seconds_of_bound(bound: str) -> Decimal:
    """The seconds of a `Bound`."""
    number, unit = re.fullmatch(r"([0-9.]+)(ms|s)", bound).groups()  # type: ignore[union-attr]  # validated
    return Decimal(number) * _UNITS[unit]


def _positive(bound: str) -> str:
    if not seconds_of_bound(bound):
        raise ValueError
    return bound


Bound = Annotated[
    str,
    Field(pattern=r"^[0-9]{1,7}(\.[0-9]{1,6})?(ms|s)$"),
    AfterValidator(_positive),
    described_as("a duration in milliseconds or seconds", "250ms"),
]


def bound_text(seconds: Decimal) -> str:
    """The `Bound` of these seconds: `250ms`, `1.2s`."""
    number, unit = (seconds, "s") if seconds >= 1 else (seconds * 1000, "ms")
    return f"{plain(number)}{unit}"


def plain(number: Decimal) -> str:
    """The number without an exponent, and without zeros at its end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class LatencySettings(Model):
    """The share of requests that must be faster than a bound. Failed requests count too."""

    p: Objective
    """The percentage of requests that must be faster than `below`."""
    below: Bound
    """The time that these requests may take: `250ms`, `1s`. It must be a bucket of the histogram, because Prometheus
    knows how many requests were in each bucket, and no more."""
    buckets: UniqueList[Bound] = ()
    """The buckets of the histogram, if they are not those that its source has by default: `[50ms, 200ms, 1s]`. Default:
    those of the source."""
    native: StrictBool = False
    """The histogram is a native one. It needs no buckets, and Prometheus must scrape native histograms."""

    @model_validator(mode="after")
    def _one_kind_of_histogram(self) -> "LatencySettings":
        if self.native and self.buckets:
            raise conflict("expected buckets or native: true; a native histogram has no buckets of its own")
        return self


def _only_matchers(text: str) -> str:
    """Refuse what is no list of label matchers: it would change the query around it."""
    selected = parsed(f"requests{{{text}}}")
    if (
        not isinstance(selected, promql_parser.VectorSelector)
        or selected.offset
        or selected.at
        or selected.matchers.or_matchers
        or not selected.matchers.matchers
    ):
        raise conflict('expected label matchers with commas between them, for example method!="OPTIONS"')
    if taken := sorted({each.name for each in selected.matchers.matchers} & _TAKEN):
        raise conflict(f"{', '.join(taken)}: slipway selects by this label itself; leave it out")
    return ",".join(str(each) for each in selected.matchers.matchers)


_TAKEN = {"namespace", "app", "team", "le", "__name__"}

Matchers = Annotated[
    str,
    Field(max_length=1000),
    described_as("label matchers of PromQL", "'method!=\"OPTIONS\"'"),
    AfterValidator(_only_matchers),
]


class SloSettings(Model):
    """Service level objectives: recorded series with the names of sloth (https://sloth.dev), and alerts on the rate at
    which failures use up what an objective allows (multi-window, multi-burn-rate).

    A page comes when the failures allowed for 30 days would be used up in two to five days, a ticket when they would be
    used up within the window. Without traffic neither comes, but a ticket after a day without any measurement.
    https://sre.google/workbook/alerting-on-slos/
    """

    availability: Objective | None = None
    """The percentage of requests that must succeed: `99.9`. Default: no such objective."""
    latency: LatencySettings | None = None
    """The time that requests may take: `{p: 99, below: 250ms}`. Default: no such objective."""
    window: Literal["28d", "30d"] = "30d"
    """The time that an objective is about. Four weeks always hold the same number of weekends. Prometheus must keep its
    samples as long."""
    source: SloSource = SloSourceSettings(preset="client")
    """The metrics: `client`, `opentelemetry`, `grpc`, `traefik`, `ingress-nginx` or `istio`, or own PromQL, `{errors:
    ..., total: ...}`. Default: `client`, the app's own `http_request_duration_seconds`."""
    where: Matchers | None = None
    """The requests that count, as label matchers: `method!="OPTIONS",handler!="/healthz"`. Default: all."""
    least_failures: PositiveInt = 5
    """The failed requests that the long window of an alert must hold. One failure is a large share of few requests:
    with 99.9 and one request an hour, it alone would page. With more than `leastFailures / (burn rate * allowed share)`
    requests in the window (5 / (14.4 * 0.001) = 348 an hour), it makes no difference. An app that goes on failing
    alerts at any traffic, once there are so many failures. 1 asks for none."""

    def objectives(self) -> dict[str, Decimal]:
        """The percentages by the name of the objective."""
        both = {"availability": self.availability, "latency": self.latency.p if self.latency else None}
        return {name: percentage for name, percentage in both.items() if percentage is not None}

    @property
    def days(self) -> int:
        """The days of the window."""
        return int(self.window.removesuffix("d"))

    @model_validator(mode="after")
    def _has_an_objective(self) -> "SloSettings":
        if not self.objectives():
            raise conflict("expected an objective, for example availability: 99.9 or latency: {p: 99, below: 250ms}")
        return self

    @model_validator(mode="after")
    def _source_measures_it(self) -> "SloSettings":
        source = self.source
        if source.preset:
            return self
        for objective, own, example in (
            ("availability", "errors", "{errors: ..., total: ...}"),
            ("latency", "histogram", "{histogram: order_duration_seconds}"),
        ):
            if getattr(self, objective) and not getattr(source, own):
                raise conflict(f"{objective} needs source.{own}, for example source: {example}; or a preset")
            if getattr(source, own) and not getattr(self, objective):
                raise conflict(f"source.{own} has no effect without {objective}; leave it out")
        if source.errors and self.where:
            raise conflict("where has no effect on own PromQL; write the label matchers into source.errors and .total")
        return self

    @model_validator(mode="after")
    def _bound_is_a_bucket(self) -> "SloSettings":
        if self.latency is None or self.latency.native:
            return self
        known = self.source.known()
        buckets = sorted(map(seconds_of_bound, self.latency.buckets)) or known.buckets
        if not buckets:
            raise conflict(
                "latency.buckets: slipway does not know the buckets of "
                f"{known.histogram}; write them, for example buckets: [50ms, 250ms, 1s], or native: true"
            )
        bound = seconds_of_bound(self.latency.below)
        if bound not in buckets:
            place = bisect(buckets, bound)
            raise conflict(
                f"latency.below: {self.latency.below} is no bucket of {known.histogram}, so nothing would be measured; "
                f"expected {_either(buckets[max(place - 1, 0) : place + 1])}, or the app's own buckets in "
                "latency.buckets"
            )
        return self


def _either(bounds: Iterable[Decimal]) -> str:
    return " or ".join(map(bound_text, bounds))
