"""The variables of OpenTelemetry of an app.

https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ and
https://opentelemetry.io/docs/specs/otel/protocol/exporter/
"""

from urllib.parse import quote

from slipway.settings.app import AppSettings
from slipway.settings.environment import EnvironmentSettings
from slipway.settings.telemetry import TelemetrySettings
from slipway.topology.addresses import variable_names
from slipway.topology.labels import version_of

NOTHING = EnvironmentSettings()

_NAMESPACE = "OTEL_RESOURCE_ATTRIBUTES_NAMESPACE_NAME"
_POD = "OTEL_RESOURCE_ATTRIBUTES_POD_NAME"
_NODE = "OTEL_RESOURCE_ATTRIBUTES_NODE_NAME"


def telemetry_environment(name: str, app: AppSettings) -> EnvironmentSettings:
    """The variables of the main container of the app `name`; none without `telemetry`."""
    said = app.telemetry
    if said is None:
        return NOTHING
    return EnvironmentSettings(
        env={
            "OTEL_EXPORTER_OTLP_ENDPOINT": endpoint_of(said),
            "OTEL_EXPORTER_OTLP_PROTOCOL": said.protocol,
            "OTEL_SERVICE_NAME": said.service_name or name,
            "OTEL_RESOURCE_ATTRIBUTES": ",".join(f"{key}={value}" for key, value in _attributes(name, app, said)),
        },
        field_env={_NAMESPACE: "metadata.namespace", _POD: "metadata.name", _NODE: "spec.nodeName"},
    )


def endpoint_of(said: TelemetrySettings) -> str:
    """The address of the collector. That of an app refers to the variables of the connection."""
    if said.endpoint:
        return said.endpoint
    if said.otlp.app:
        host, port, *_ = variable_names(said.otlp)
        return f"http://$({host}):$({port})"
    return f"https://{said.otlp.host}:{said.otlp.numbers()[0].number}"


def _attributes(name: str, app: AppSettings, said: TelemetrySettings) -> list[tuple[str, str]]:
    """The attributes of Kubernetes, then those that are said, which override them. The name of a Job has a digest that
    is unknown here, so a task has its Job in the name of its pod only.

    https://opentelemetry.io/docs/specs/semconv/non-normative/k8s-attributes/
    """
    kind = app.controller.kind
    version = version_of(app.image)
    known = {
        "service.namespace": f"$({_NAMESPACE})",
        **({"service.version": version} if version else {}),
        "service.instance.id": f"$({_NAMESPACE}).$({_POD}).{name}",
        "k8s.namespace.name": f"$({_NAMESPACE})",
        **({} if kind == "Job" else {f"k8s.{kind.lower()}.name": name}),
        "k8s.pod.name": f"$({_POD})",
        "k8s.container.name": name,
        "k8s.node.name": f"$({_NODE})",
    }
    own = {key: quote(value, safe="") for key, value in said.attributes.items()}
    return list({**known, **own}.items())
