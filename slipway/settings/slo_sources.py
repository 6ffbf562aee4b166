"""The metrics that the objectives of an app are measured by: presets of well-known ones, and own ones.

Names, labels and buckets are those of https://pkg.go.dev/github.com/prometheus/client_golang/prometheus/promhttp,
https://opentelemetry.io/docs/specs/semconv/http/http-metrics/, https://github.com/grpc-ecosystem/go-grpc-prometheus,
https://doc.traefik.io/traefik/observability/metrics/overview/,
https://kubernetes.github.io/ingress-nginx/user-guide/monitoring/ and
https://istio.io/latest/docs/reference/config/metrics/.
"""

from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.promql import calls, parsed

PresetName = Literal["client", "opentelemetry", "grpc", "traefik", "ingress-nginx", "istio"]


class Preset(NamedTuple):
    """The metrics of a well-known source. In `select`, `NAMESPACE`, `APP` and `PORT` stand for those of the app."""

    requests: str
    """The counter of requests."""
    failed: str
    """The label matcher of requests that failed."""
    histogram: str
    """The histogram of durations, without `_bucket`."""
    select: str = 'namespace="NAMESPACE",app="APP"'
    """The label matchers of one app."""
    buckets: tuple[Decimal, ...] = ()
    """The upper bounds of the histogram, in seconds."""
    unit: Decimal = Decimal(1)
    """Seconds in a unit of the histogram."""

    @property
    def is_of_the_app(self) -> bool:
        """True for metrics of the app's own pods; an ingress controller or a mesh has the others."""
        return 'app="APP"' in self.select


def _seconds(bounds: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, bounds.split()))


_GO = _seconds(".005 .01 .025 .05 .1 .25 .5 1 2.5 5 10")
_ENVOY = _seconds(".5 1 5 10 25 50 100 250 500 1000 2500 5000 10000 30000 60000 300000 600000 1800000 3600000")
_MILLISECOND = Decimal("0.001")

PRESETS: dict[str, Preset] = {
    "client": Preset(
        "http_request_duration_seconds_count", 'code=~"(5..|429)"', "http_request_duration_seconds", buckets=_GO
    ),
    "opentelemetry": Preset(
        "http_server_request_duration_seconds_count",
        'http_response_status_code=~"5.."',
        "http_server_request_duration_seconds",
        buckets=_seconds(".005 .01 .025 .05 .075 .1 .25 .5 .75 1 2.5 5 7.5 10"),
    ),
    "grpc": Preset(
        "grpc_server_handled_total",
        'grpc_code=~"Unknown|Internal|Unavailable|DataLoss|DeadlineExceeded|ResourceExhausted"',
        "grpc_server_handling_seconds",
        buckets=_GO,
    ),
    "traefik": Preset(
        "traefik_service_requests_total",
        'code=~"5.."',
        "traefik_service_request_duration_seconds",
        'service=~"NAMESPACE-APP-PORT@kubernetes"',
        _seconds(".1 .3 1.2 5"),
    ),
    "ingress-nginx": Preset(
        "nginx_ingress_controller_requests",
        'status=~"(5..|429)"',
        "nginx_ingress_controller_request_duration_seconds",
        'namespace="NAMESPACE",ingress="APP"',
        _GO,
    ),
    "istio": Preset(
        "istio_requests_total",
        'response_code=~"(5..|429)"',
        "istio_request_duration_milliseconds",
        # Without the reporter, each request counts twice: in the sidecar of the caller, and in that of the app.
        'reporter="destination",destination_service_namespace="NAMESPACE",destination_service_name="APP"',
        tuple(bound * _MILLISECOND for bound in _ENVOY),
        _MILLISECOND,
    ),
}
"""The presets by name."""

WINDOW = "{{.window}}"
"""What stands for the window in own PromQL: as in the specs of sloth, so that their queries can be copied."""


def _counted_per_second(query: str) -> str:
    """Refuse a query that is not the sum of rates over the window."""
    if WINDOW not in query:
        raise conflict(
            f"expected PromQL with {WINDOW} as the range, as in the specs of sloth, for example "
            f"sum(rate(orders_failed_total[{WINDOW}]))"
        )
    text = query.replace(WINDOW, "5m")
    parsed(text)
    parsed(f"sum({text})")
    if "rate" not in (called := {*calls(parsed(text))}) or "increase" in called:
        raise conflict(
            "expected events per second, so that they can be counted: write rate, for example "
            f"sum(rate(orders_failed_total[{WINDOW}]))"
        )
    return query


Query = Annotated[
    str,
    Field(max_length=10_000),
    described_as("PromQL", "sum(rate(orders_failed_total[{{.window}}]))"),
    AfterValidator(_counted_per_second),
]
HistogramName = Annotated[
    str,
    Field(pattern=r"^[a-zA-Z_:][a-zA-Z0-9_:]*$", max_length=200),
    AfterValidator(lambda name: name.removesuffix("_bucket")),
    described_as("the name of a histogram", "order_duration_seconds"),
]


class SloSourceSettings(Model):
    """The metrics that objectives are measured by: `preset`, or own ones."""

    preset: PresetName | None = None
    """A well-known source. `client`: `http_request_duration_seconds` of Prometheus' client libraries. `traefik` and
    `ingress-nginx` measure in front of the app, so they see the requests that find no pod; `ingress-nginx` must be
    scraped with `honorLabels: true`. Failed are answers of 500 and more, with `client`, `ingress-nginx` and `istio`
    also 429 (too many requests), and with `grpc` the codes that are the server's fault."""
    errors: Query | None = None
    """PromQL for the failed events per second, with `{{.window}}` as the range:
    `sum(rate(orders_failed_total{app="shop"}[{{.window}}]))`. Default: none."""
    total: Query | None = None
    """PromQL for all events per second, with `{{.window}}` as the range. Default: none."""
    histogram: HistogramName | None = None
    """The histogram of durations in seconds, among the app's own metrics, for `latency`. Default: none."""

    @model_validator(mode="after")
    def _one_source(self) -> "SloSourceSettings":
        own = [name for name in ("errors", "total", "histogram") if getattr(self, name)]
        if bool(self.preset) == bool(own):
            raise conflict("expected either a preset, for example client, or own metrics: errors and total, histogram")
        if bool(self.errors) != bool(self.total):
            missing = "total" if self.errors else "errors"
            raise conflict(f"expected errors and total together; write {missing} too")
        return self

    def known(self) -> Preset:
        """The metrics, with those of the histogram for an own one."""
        return PRESETS[self.preset] if self.preset else Preset("", "", self.histogram or "")


def preset_alone(value: Any) -> Any:
    """`traefik` is short for `{preset: traefik}`."""
    return {"preset": value} if isinstance(value, str) else value


SloSource = Annotated[
    SloSourceSettings, BeforeValidator(preset_alone, json_schema_input_type=PresetName | SloSourceSettings)
]
