"""Which kinds of objects each kind of app can own, and therefore patch."""

from collections.abc import Iterator, Mapping

from slipway.checks.problems import Problem, path_of, unknown
from slipway.settings.pod import PodSettings

_EVERY = frozenset(
    {
        "ServiceAccount",
        "Role",
        "RoleBinding",
        "ClusterRole",
        "ClusterRoleBinding",
        "ConfigMap",
        "PersistentVolume",
        "PersistentVolumeClaim",
    }
)
_SCALED = frozenset({"PodDisruptionBudget", "HorizontalPodAutoscaler"})
_SERVED = frozenset({"Service", "Ingress", "HTTPRoute"})

OWNED: Mapping[str, frozenset[str]] = {
    "stateless": _EVERY | _SCALED | _SERVED | {"Deployment"},
    "stateful": _EVERY | _SCALED | _SERVED | {"StatefulSet"},
    "worker": _EVERY | _SCALED | {"Deployment"},
    "agent": _EVERY | {"DaemonSet"},
    "scheduled": _EVERY | {"CronJob"},
    "task": _EVERY | {"Job"},
}
"""So that a mistake is told before anything is touched. A contract test compares it with what is made."""


def foreign_patches(path: str, app: PodSettings) -> Iterator[Problem]:
    """Patches of what no app of this kind owns."""
    owned = OWNED[getattr(app, "kind", "stateless")]
    for index, patch in enumerate(app.patches):
        if patch.kind not in owned:
            message = f"{unknown(patch.kind, owned, 'object of such an app')}; got {patch.object}"
            yield Problem(path_of(path, "patches", index, "object"), message)
