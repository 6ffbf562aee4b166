import pytest

from slipway.settings import ManagedNamespaceSettings
from slipway.settings.security import Level


def test_a_namespace_without_settings_is_restricted_open_to_nobody_more_and_gives_containers_figures() -> None:
    settings = ManagedNamespaceSettings()

    assert settings.pod_security_level() == "restricted"
    assert (settings.access.viewers, settings.access.deployers) == ((), ())
    assert (settings.limits.cpu.limit, settings.limits.memory.limit) == ("500m", "128Mi")


@pytest.mark.parametrize("level", ["baseline", "privileged"])
def test_it_admits_what_it_says(level: Level) -> None:
    relaxed = {"level": level, "reason": "agents look after the nodes"}

    assert ManagedNamespaceSettings.model_validate({"podSecurity": relaxed}).pod_security_level() == level
