"""Objects for the tests of rules: a compliant object, with changes of the test."""

from copy import deepcopy
from typing import Any

from policies.kubernetes_object import KubernetesObject
from policies.rule import Rule, StackRule

LABELS = {
    "app.kubernetes.io/name": "web",
    "app.kubernetes.io/version": "1.0",
    "app.kubernetes.io/managed-by": "pulumi",
}
CONTAINER: dict[str, Any] = {
    "name": "web",
    "image": f"acme/web:1.0@sha256:{'0' * 64}",
    "ports": [{"name": "http", "containerPort": 8080}],
    "readinessProbe": {"tcpSocket": {"port": "http"}},
    "livenessProbe": {"tcpSocket": {"port": "http"}},
    "resources": {"requests": {"cpu": "1m", "memory": "1Mi"}, "limits": {"cpu": "2m", "memory": "1Mi"}},
    "securityContext": {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    },
}
POD: dict[str, Any] = {
    "serviceAccountName": "web",
    "automountServiceAccountToken": False,
    "securityContext": {"runAsNonRoot": True, "seccompProfile": {"type": "RuntimeDefault"}},
}


def container(**said: Any) -> dict[str, Any]:
    """A compliant container with these changes."""
    return {**deepcopy(CONTAINER), **said}


def secured(**said: Any) -> dict[str, Any]:
    """A compliant container with these changes of its security context."""
    return container(securityContext={**CONTAINER["securityContext"], **said})


def workload(
    *containers: dict[str, Any],
    kind: str = "Deployment",
    name: str = "web",
    namespace: str = "shop",
    annotations: dict[str, str] | None = None,
    pod: dict[str, Any] | None = None,
    spec: dict[str, Any] | None = None,
) -> KubernetesObject:
    """An app with these containers, or one compliant container. `pod` and `annotations` are changes of its pods."""
    labels = {**LABELS, "app.kubernetes.io/name": name}
    template = {
        "metadata": {"labels": labels, "annotations": annotations or {}},
        "spec": {**deepcopy(POD), "containers": [*containers] or [container()], **(pod or {})},
    }
    group = "batch" if kind in ("Job", "CronJob") else "apps"
    whole = {"replicas": 2, "template": template, **(spec or {})}
    return of(kind, name, namespace, labels=labels, api_version=f"{group}/v1", spec=whole)


def of(
    kind: str,
    name: str = "web",
    namespace: str | None = "shop",
    *,
    api_version: str = "v1",
    labels: dict[str, str] | None = None,
    annotations: dict[str, str] | None = None,
    **content: Any,
) -> KubernetesObject:
    """An object of any kind."""
    metadata = {
        "name": name,
        "labels": LABELS if labels is None else labels,
        "annotations": annotations or {},
        **({"namespace": namespace} if namespace else {}),
    }
    pulumi_name = f"{namespace}.{name}" if namespace else name
    return KubernetesObject(pulumi_name, {"apiVersion": api_version, "kind": kind, "metadata": metadata, **content})


def found(rule: Rule, object_: KubernetesObject) -> list[str]:
    """The findings of the rule: `path: message`."""
    return [f"{each.path}: {each.message}" for violation in rule.violations(object_) for each in violation.findings]


def found_in(rule: StackRule, *objects: KubernetesObject) -> list[str]:
    """The findings of the rule in a stack: `Kind name: message`."""
    violations = rule.violations(objects)
    return [f"{violation.object.title}: {each.message}" for violation in violations for each in violation.findings]
