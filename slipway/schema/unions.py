"""Types of which the API server accepts only one of several fields. Its schema does not tell them.

https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/core/validation/validation.go, and the same file of
`networking` and `policy`
"""

from collections.abc import Mapping
from typing import Any

from slipway.schema.field import Field

_EXACTLY_ONE = {
    "Probe": {"exec", "grpc", "httpGet", "tcpSocket"},
    "LifecycleHandler": {"exec", "httpGet", "sleep", "tcpSocket"},
    "EnvVarSource": {"configMapKeyRef", "fieldRef", "fileKeyRef", "resourceFieldRef", "secretKeyRef"},
    "EnvFromSource": {"configMapRef", "secretRef"},
    "IngressBackend": {"resource", "service"},
    "ServiceBackendPort": {"name", "number"},
}
_AT_MOST_ONE = {
    "EnvVar": {"value", "valueFrom"},
    "VolumeMount": {"subPath", "subPathExpr"},
    "PodDisruptionBudgetSpec": {"maxUnavailable", "minAvailable"},
}
_ONE_SOURCE = {"Volume": "name", "VolumeProjection": ""}
"""Each field is a source, except this one."""


def choices(field: Field) -> set[str]:
    """The fields of which an object may have only one; empty for most types."""
    name = field.type_name
    if name in _ONE_SOURCE:
        return field.properties.keys() - {_ONE_SOURCE[name]}
    return _EXACTLY_ONE.get(name, set()) | _AT_MOST_ONE.get(name, set())


def broken_choice(value: Mapping[str, Any], field: Field) -> str | None:
    """The error of an object that has several fields of a choice, or none. None if it is right."""
    name, allowed = field.type_name, choices(field)
    chosen = sorted(each for each in allowed if value.get(each) not in (None, ""))
    if len(chosen) > 1:
        remove = " or ".join(f"{each}: null" for each in chosen)
        return f"has {' and '.join(chosen)}, and Kubernetes allows only one in {name}; remove the other with {remove}"
    if name in _EXACTLY_ONE and not chosen:
        return f"has none of {', '.join(sorted(allowed))}; Kubernetes requires one in {name}"
    return None
