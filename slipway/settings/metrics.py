"""The metrics of an app, and how Prometheus scrapes them.

https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PodMetricsEndpoint
"""

import re
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.fields import Duration, PositiveInt, UniqueList, seconds_of
from slipway.settings.ports import PodPort, PortName


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except (re.error, RecursionError) as error:
        raise ValueError from error
    return pattern


MetricPattern = Annotated[
    str,
    Field(pattern=r"^[a-zA-Z0-9_:.*+?()|]+$", max_length=100),
    AfterValidator(_compiles),
    described_as("a regular expression for whole names of metrics", "go_gc_.*"),
]
MetricsPath = Annotated[
    str,
    Field(pattern=r"^/[-._~!$&'()*+,;=:@%/A-Za-z0-9]*$", max_length=1024),
    described_as("a path that begins with /, without a query", "/metrics"),
]


class MetricsSettings(Model):
    """A PodMonitor: Prometheus reads the metrics of each pod, once for each pod, whatever Services the app has. Each
    series gets the labels `namespace`, `app`, `team`, `pod` and `container`.
    """

    port: PortName | None = None
    """The name of the port with the metrics. Default: `metrics` if the app has such a port, otherwise the main port."""
    path: MetricsPath = "/metrics"
    """The path of the metrics."""
    interval: Duration = "30s"
    """The time between two scrapes. Alerts and rates look at five minutes, so at most `2m`."""
    timeout: Duration | None = None
    """The time limit of a scrape, at most `interval`. Default: 10 seconds, or `interval` if that is shorter."""
    sample_limit: PositiveInt = 10_000
    """The most series of one pod. A pod with more fails its scrapes, and an alert tells it: one label with a value for
    each user would otherwise fill Prometheus for everybody."""
    exposes: UniqueList[MetricPattern] = ()
    """The app's own metrics that rules, dashboards, triggers and objectives of the stack read, as names or regular
    expressions: `[shop_orders_total, shop_queue_.*]`. A query for any other name is refused. Default: none."""
    drop: UniqueList[MetricPattern] = ()
    """Metrics that are not kept, by regular expressions for their whole names: `[go_gc_.*]`. Default: none."""

    @model_validator(mode="after")
    def _often_enough(self) -> "MetricsSettings":
        # A rate over five minutes needs two samples even after a scrape has failed.
        if seconds_of(self.interval) > _SLOWEST:
            raise conflict(f"interval: expected at most 2m, so that rates over 5m have samples; got {self.interval}")
        if self.timeout and seconds_of(self.timeout) > seconds_of(self.interval):
            raise conflict(f"timeout: expected at most interval, {self.interval}; got {self.timeout}")
        return self


_SLOWEST = 120


class Scrape(NamedTuple):
    """What Prometheus reads of an app."""

    name: str
    """The name of the port."""
    port: PodPort
    settings: MetricsSettings
