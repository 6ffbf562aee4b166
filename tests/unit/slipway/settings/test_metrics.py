import pytest
from pydantic import ValidationError

from slipway.settings.fields import seconds_of
from slipway.settings.metrics import MetricsSettings


def test_metrics_are_read_twice_a_minute_and_bounded_by_themselves() -> None:
    metrics = MetricsSettings()

    assert (metrics.path, metrics.interval, metrics.sample_limit) == ("/metrics", "30s", 10_000)
    assert [seconds_of(each) for each in ("15s", "2m", "1h")] == [15, 120, 3600]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"path": "metrics"}, "expected a path that begins with /, without a query, for example /metrics"),
        ({"path": "/metrics?all=1"}, "expected a path that begins with /"),
        ({"interval": "30"}, "expected a duration in seconds, minutes or hours"),
        ({"interval": "3m"}, "interval: expected at most 2m, so that rates over 5m have samples; got 3m"),
        ({"interval": "10s", "timeout": "11s"}, "timeout: expected at most interval, 10s; got 11s"),
        ({"sampleLimit": 0}, "expected a whole number of at least 1"),
        ({"drop": ["go_(gc"]}, "expected a regular expression for whole names of metrics, for example go_gc_"),
        ({"drop": ["a", "a"]}, "expected a list without duplicates; a occurs twice"),
        ({"port": "no port"}, "expected a port name"),
    ],
)
def test_a_scrape_that_could_not_work_is_refused(said: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        MetricsSettings.model_validate(said)
