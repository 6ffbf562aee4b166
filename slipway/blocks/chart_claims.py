"""The claims of Prometheus and Alertmanager, with the names that the operator of the chart gives them.

The operator makes a StatefulSet for each of them. A StatefulSet never changes an existing claim, and finds claims by
their names: https://prometheus-operator.dev/docs/platform/storage/#resizing-volumes
"""

from collections.abc import Iterator, Mapping
from typing import Any

from slipway.settings.chart import ALERTMANAGER, PROMETHEUS, RELEASE
from slipway.settings.monitoring import MonitoringSettings
from slipway.settings.storage import VolumeSettings


def chart_claims(settings: MonitoringSettings, values: Mapping[str, Any]) -> Iterator[tuple[str, VolumeSettings]]:
    """The claim of each pod. `values` are all values of the chart: with `extraValues` a part can be turned off, and
    Prometheus can have several shards.
    """
    shards = values[PROMETHEUS]["prometheusSpec"].get("shards") or 1
    for part, sized, several in (
        (PROMETHEUS, settings.prometheus, shards),
        (ALERTMANAGER, settings.alertmanager, 1),
    ):
        if values[part].get("enabled") is False:
            continue
        volume = VolumeSettings(size=sized.storage, storage_class=sized.storage_class)
        for shard in range(several):
            for ordinal in range(sized.replicas):
                yield _claim(part, shard, ordinal), volume


def _claim(part: str, shard: int, ordinal: int) -> str:
    """`<volume>-<pod>`. Only the pods of the first shard have no number of their shard."""
    base = f"{part}-{RELEASE}-{part}"
    return f"{base}-db-{base}{f'-shard-{shard}' if shard else ''}-{ordinal}"
