from typing import Any

from slipway.blocks.limit_range import limit_range
from slipway.settings.namespace import ManagedNamespaceSettings


def items(**settings: Any) -> list[Any]:
    said = ManagedNamespaceSettings.model_validate(settings)
    return list(limit_range(said.limits, said.maxima).limits)  # type: ignore[arg-type]


def test_containers_get_defaults_and_no_maxima_unless_they_are_said() -> None:
    [item] = items(limits={"cpu": "100m..500m", "memory": "128Mi"})

    assert (item.type, item.default, item.default_request, item.max) == (
        "Container",
        {"cpu": "500m", "memory": "128Mi"},
        {"cpu": "100m", "memory": "128Mi"},
        None,
    )


def test_maxima_bound_containers_and_claims() -> None:
    containers, claims = items(maxima={"cpu": 2, "memory": "1Gi", "storage": "5Gi"})

    assert containers.max == {"cpu": "2", "memory": "1Gi"}
    assert (claims.type, claims.max) == ("PersistentVolumeClaim", {"storage": "5Gi"})
