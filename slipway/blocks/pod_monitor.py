"""The spec of a PodMonitor. pulumi_kubernetes has no types for it.

https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PodMonitor
"""

from collections.abc import Mapping
from typing import Any

from slipway.settings.chart import GROUP
from slipway.settings.metrics import Scrape
from slipway.topology.labels import NAME

API_VERSION = f"{GROUP}/v1"
KIND = "PodMonitor"


def pod_monitor(scrape: Scrape, selector: Mapping[str, str], app: str, team: str | None) -> dict[str, Any]:
    """The spec for the pods with these labels. The operator adds `namespace`, `pod` and `container` to each series; a
    label of these names that the app itself sets becomes `exported_<name>`.
    """
    said = scrape.settings
    own = {"app": app, **({"team": team} if team else {})}
    return {
        "jobLabel": NAME,
        "selector": {"matchLabels": dict(selector)},
        "sampleLimit": said.sample_limit,
        "podMetricsEndpoints": [
            {
                "port": scrape.name,
                "path": said.path,
                "interval": said.interval,
                **({"scrapeTimeout": said.timeout} if said.timeout else {}),
                "relabelings": [{"targetLabel": name, "replacement": value} for name, value in own.items()],
                **({"metricRelabelings": [_dropped(each) for each in said.drop]} if said.drop else {}),
            }
        ],
    }


def _dropped(pattern: str) -> dict[str, Any]:
    return {"sourceLabels": ["__name__"], "regex": pattern, "action": "drop"}
