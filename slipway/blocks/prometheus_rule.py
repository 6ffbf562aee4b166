"""The spec of the PrometheusRule of an app.

https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusRule
"""

from typing import Any

from slipway.blocks.app_alerts import app_alerts
from slipway.blocks.slo_rules import slo_rules
from slipway.settings.app import AppSettings
from slipway.settings.chart import GROUP
from slipway.settings.served import ServedSettings

API_VERSION = f"{GROUP}/v1"
KIND = "PrometheusRule"


def prometheus_rule(
    namespace: str, app: str, team: str | None, settings: AppSettings, runbook_url: str | None
) -> dict[str, Any]:
    """Its own alerts, and the rules of its objectives. `runbook_url` is the address of docs/runbooks.md."""
    own = app_alerts(namespace, app, team, settings, runbook_url=runbook_url)
    return {
        "groups": [
            *([{"name": f"{namespace}.{app}", "rules": own}] if own else []),
            *_objectives(namespace, app, team, settings, runbook_url),
        ]
    }


def _objectives(
    namespace: str, app: str, team: str | None, settings: AppSettings, runbook_url: str | None
) -> list[dict[str, Any]]:
    if settings.objectives is None:
        return []
    faces = settings.faces().values() if isinstance(settings, ServedSettings) else ()
    ports = [text for face in faces for name, port in face.ports.items() for text in (name, str(port.port))]
    return slo_rules(
        namespace, app, team, settings.objectives, runbook_url=runbook_url, ports=list(dict.fromkeys(ports))
    )
