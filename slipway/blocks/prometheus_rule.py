"""The spec of the PrometheusRule of an app.

https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusRule
"""

from typing import Any

from slipway.blocks.slo_rules import slo_rules
from slipway.settings.app import AppSettings
from slipway.settings.chart import GROUP
from slipway.settings.served import ServedSettings

API_VERSION = f"{GROUP}/v1"
KIND = "PrometheusRule"


def prometheus_rule(
    namespace: str, app: str, team: str | None, settings: AppSettings, runbook_url: str | None
) -> dict[str, Any] | None:
    """The rules of its objectives; None for an app without any. `runbook_url` is the address of docs/slo.md."""
    if settings.objectives is None:
        return None
    faces = settings.faces().values() if isinstance(settings, ServedSettings) else ()
    ports = [text for face in faces for name, port in face.ports.items() for text in (name, str(port.port))]
    return {
        "groups": slo_rules(
            namespace, app, team, settings.objectives, runbook_url=runbook_url, ports=list(dict.fromkeys(ports))
        )
    }
